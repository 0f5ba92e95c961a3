package gg.jte.generated.ondemand;
@SuppressWarnings("unchecked")
@javax.annotation.processing.Generated("gg.jte.TemplateEngine")
public final class JteconversationsGenerated {
	public static final String JTE_NAME = "conversations.jte";
	public static final int[] JTE_LINE_INFO = {0,0,0,0,0,0,2,2,3,3,3,4,4,5,7,7,7,8,8,10,10,11,12,12,12,12,12,12,12,12,12,12,12,12,12,13,13,13,13,13,14,14,16,16,17,19,19,19,20,20,22,22,23,24,24,24,24,24,24,24,24,24,24,24,25,25,26,26,0,1,1,1,1};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, runnel.web.Viewer viewer, runnel.web.Sidebar sidebar) {
		if (sidebar.isEmpty()) {
			jteOutput.writeContent("<p class=\"hint\">");
			jteOutput.setContext("p", null);
			jteOutput.writeUserContent(viewer.text("no-conversations"));
			jteOutput.writeContent("</p>\n");
		}
		if (!sidebar.pinned().isEmpty()) {
			jteOutput.writeContent("<section>\n  <h2>");
			jteOutput.setContext("h2", null);
			jteOutput.writeUserContent(viewer.text("pinned"));
			jteOutput.writeContent("</h2>\n  ");
			gg.jte.generated.ondemand.JteitemsGenerated.render(jteOutput, jteHtmlInterceptor, viewer, sidebar.pinned());
			jteOutput.writeContent("\n</section>\n");
		}
		for (var folder : sidebar.folders()) {
			jteOutput.writeContent("<details class=\"folder\"");
			var __jte_html_attribute_0 = folder.label();
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
				jteOutput.writeContent(" data-folder=\"");
				jteOutput.setContext("details", "data-folder");
				jteOutput.writeUserContent(__jte_html_attribute_0);
				jteOutput.setContext("details", null);
				jteOutput.writeContent("\"");
			}
			var __jte_html_attribute_1 = folder.isCurrent();
			if (__jte_html_attribute_1) {
			jteOutput.writeContent(" open");
			}
			jteOutput.writeContent(">\n  <summary>");
			gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "folder");
			jteOutput.writeContent("<span>");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(folder.label());
			jteOutput.writeContent("</span></summary>\n  ");
			gg.jte.generated.ondemand.JteitemsGenerated.render(jteOutput, jteHtmlInterceptor, viewer, folder.items());
			jteOutput.writeContent("\n</details>\n");
		}
		for (var day : sidebar.days()) {
			jteOutput.writeContent("<section>\n  <h2>");
			jteOutput.setContext("h2", null);
			jteOutput.writeUserContent(day.label());
			jteOutput.writeContent("</h2>\n  ");
			gg.jte.generated.ondemand.JteitemsGenerated.render(jteOutput, jteHtmlInterceptor, viewer, day.items());
			jteOutput.writeContent("\n</section>\n");
		}
		if (!sidebar.next().isEmpty()) {
			jteOutput.writeContent("<a class=\"button quiet more\" href=\"/conversations?before=");
			jteOutput.setContext("a", "href");
			jteOutput.writeUserContent(sidebar.next());
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\" hx-get=\"/conversations?before=");
			jteOutput.setContext("a", "hx-get");
			jteOutput.writeUserContent(sidebar.next());
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\" hx-trigger=\"click, intersect once\" hx-swap=\"outerHTML\">");
			jteOutput.setContext("a", null);
			jteOutput.writeUserContent(viewer.text("more"));
			jteOutput.writeContent("</a>\n");
		}
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		runnel.web.Viewer viewer = (runnel.web.Viewer)params.get("viewer");
		runnel.web.Sidebar sidebar = (runnel.web.Sidebar)params.get("sidebar");
		render(jteOutput, jteHtmlInterceptor, viewer, sidebar);
	}
}
