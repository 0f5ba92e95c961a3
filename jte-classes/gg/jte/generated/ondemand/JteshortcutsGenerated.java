package gg.jte.generated.ondemand;
@SuppressWarnings("unchecked")
@javax.annotation.processing.Generated("gg.jte.TemplateEngine")
public final class JteshortcutsGenerated {
	public static final String JTE_NAME = "shortcuts.jte";
	public static final int[] JTE_LINE_INFO = {0,0,0,0,0,0,2,2,2,2,2,2,2,2,2,2,2,2,2,2,2,4,4,4,5,5,6,6,6,6,6,6,7,7,8,8,8,9,9,9,10,10,10,11,11,11,13,13,13,15,15,15,0,0,0,0};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, runnel.web.Viewer viewer) {
		jteOutput.writeContent("<dialog id=\"shortcuts\" aria-labelledby=\"shortcuts-title\">\n  <form method=\"dialog\"><h2 id=\"shortcuts-title\">");
		jteOutput.setContext("h2", null);
		jteOutput.writeUserContent(viewer.text("shortcuts"));
		jteOutput.writeContent("</h2><button class=\"button quiet square\"");
		var __jte_html_attribute_0 = viewer.text("close");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("button", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("button", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "remove");
		jteOutput.writeContent("</button></form>\n  <dl>\n    <dt><kbd>Ctrl</kbd> <kbd>K</kbd></dt><dd>");
		jteOutput.setContext("dd", null);
		jteOutput.writeUserContent(viewer.text("key.palette"));
		jteOutput.writeContent("</dd>\n");
		for (var key : new String[] {"/", "n", "s", "c", "e", "j", "k", "End", "?"}) {
			jteOutput.writeContent("    <dt><kbd>");
			jteOutput.setContext("kbd", null);
			jteOutput.writeUserContent(key);
			jteOutput.writeContent("</kbd></dt><dd>");
			jteOutput.setContext("dd", null);
			jteOutput.writeUserContent(viewer.text("key." + key));
			jteOutput.writeContent("</dd>\n");
		}
		jteOutput.writeContent("    <dt><kbd>Enter</kbd></dt><dd>");
		jteOutput.setContext("dd", null);
		jteOutput.writeUserContent(viewer.text("key.Enter"));
		jteOutput.writeContent("</dd>\n    <dt><kbd>Shift</kbd> <kbd>Enter</kbd></dt><dd>");
		jteOutput.setContext("dd", null);
		jteOutput.writeUserContent(viewer.text("key.Shift-Enter"));
		jteOutput.writeContent("</dd>\n    <dt><kbd>↑</kbd></dt><dd>");
		jteOutput.setContext("dd", null);
		jteOutput.writeUserContent(viewer.text("key.Up"));
		jteOutput.writeContent("</dd>\n    <dt><kbd>Esc</kbd></dt><dd>");
		jteOutput.setContext("dd", null);
		jteOutput.writeUserContent(viewer.text("key.Esc"));
		jteOutput.writeContent("</dd>\n  </dl>\n  <label class=\"check\"><input type=\"checkbox\" id=\"single-keys\" checked> ");
		jteOutput.setContext("label", null);
		jteOutput.writeUserContent(viewer.text("single-keys"));
		jteOutput.writeContent("</label>\n</dialog>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		runnel.web.Viewer viewer = (runnel.web.Viewer)params.get("viewer");
		render(jteOutput, jteHtmlInterceptor, viewer);
	}
}
