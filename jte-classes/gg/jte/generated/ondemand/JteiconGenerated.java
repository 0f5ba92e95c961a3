package gg.jte.generated.ondemand;
@SuppressWarnings("unchecked")
@javax.annotation.processing.Generated("gg.jte.TemplateEngine")
public final class JteiconGenerated {
	public static final String JTE_NAME = "icon.jte";
	public static final int[] JTE_LINE_INFO = {0,0,0,0,0,0,1,1,1,1,1,2,2,2,0,0,0,0};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, String name) {
		jteOutput.writeContent("<svg class=\"icon\" aria-hidden=\"true\"><use href=\"#i-");
		jteOutput.setContext("use", "href");
		jteOutput.writeUserContent(name);
		jteOutput.setContext("use", null);
		jteOutput.writeContent("\"/></svg>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		String name = (String)params.get("name");
		render(jteOutput, jteHtmlInterceptor, name);
	}
}
