package gg.jte.generated.ondemand;
@SuppressWarnings("unchecked")
@javax.annotation.processing.Generated("gg.jte.TemplateEngine")
public final class JtecommandGenerated {
	public static final String JTE_NAME = "command.jte";
	public static final int[] JTE_LINE_INFO = {0,0,0,0,0,0,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,5,5,5,0,1,2,3,3,3,3};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, String icon, String text, String press, String key) {
		jteOutput.writeContent("<button type=\"button\" class=\"choice\" role=\"option\" tabindex=\"-1\"");
		var __jte_html_attribute_0 = press;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" data-press=\"");
			jteOutput.setContext("button", "data-press");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("button", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, icon);
		jteOutput.writeContent("<span>");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(text);
		jteOutput.writeContent("</span>");
		if (!key.isEmpty()) {
			jteOutput.writeContent("<kbd aria-hidden=\"true\">");
			jteOutput.setContext("kbd", null);
			jteOutput.writeUserContent(key);
			jteOutput.writeContent("</kbd>");
		}
		jteOutput.writeContent("</button>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		String icon = (String)params.get("icon");
		String text = (String)params.get("text");
		String press = (String)params.get("press");
		String key = (String)params.get("key");
		render(jteOutput, jteHtmlInterceptor, icon, text, press, key);
	}
}
