package gg.jte.generated.ondemand;
import java.util.List;
@SuppressWarnings("unchecked")
@javax.annotation.processing.Generated("gg.jte.TemplateEngine")
public final class JteitemsGenerated {
	public static final String JTE_NAME = "items.jte";
	public static final int[] JTE_LINE_INFO = {0,0,1,1,1,1,1,4,4,4,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,5,6,6,8,8,8,1,2,2,2,2};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, runnel.web.Viewer viewer, List<runnel.web.Sidebar.Item> items) {
		jteOutput.writeContent("<ul>\n");
		for (var item : items) {
			jteOutput.writeContent("<li");
			var __jte_html_attribute_0 = item.mark();
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
				jteOutput.writeContent(" class=\"");
				jteOutput.setContext("li", "class");
				jteOutput.writeUserContent(__jte_html_attribute_0);
				jteOutput.setContext("li", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent("><a");
			var __jte_html_attribute_1 = item.path();
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
				jteOutput.writeContent(" href=\"");
				jteOutput.setContext("a", "href");
				jteOutput.writeUserContent(__jte_html_attribute_1);
				jteOutput.setContext("a", null);
				jteOutput.writeContent("\"");
			}
			var __jte_html_attribute_2 = item.title();
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
				jteOutput.writeContent(" title=\"");
				jteOutput.setContext("a", "title");
				jteOutput.writeUserContent(__jte_html_attribute_2);
				jteOutput.setContext("a", null);
				jteOutput.writeContent("\"");
			}
			var __jte_html_attribute_3 = item.current() ? "page" : null;
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_3)) {
				jteOutput.writeContent(" aria-current=\"");
				jteOutput.setContext("a", "aria-current");
				jteOutput.writeUserContent(__jte_html_attribute_3);
				jteOutput.setContext("a", null);
				jteOutput.writeContent("\"");
			}
			var __jte_html_attribute_4 = item.unread() ? "true" : null;
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_4)) {
				jteOutput.writeContent(" data-unread=\"");
				jteOutput.setContext("a", "data-unread");
				jteOutput.writeUserContent(__jte_html_attribute_4);
				jteOutput.setContext("a", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent("><span class=\"title\"");
			var __jte_html_attribute_5 = item.titleId();
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_5)) {
				jteOutput.writeContent(" id=\"");
				jteOutput.setContext("span", "id");
				jteOutput.writeUserContent(__jte_html_attribute_5);
				jteOutput.setContext("span", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent(">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(item.title());
			jteOutput.writeContent("</span>");
			if (!item.mark().isEmpty()) {
				jteOutput.writeContent("<span class=\"mark-");
				jteOutput.setContext("span", "class");
				jteOutput.writeUserContent(item.mark());
				jteOutput.setContext("span", null);
				jteOutput.writeContent("\"><span class=\"unseen\">");
				jteOutput.setContext("span", null);
				jteOutput.writeUserContent(viewer.text("mark." + item.mark()));
				jteOutput.writeContent("</span></span>");
			}
			jteOutput.writeContent("</a><button type=\"button\" class=\"button quiet square more-button needs-script\" data-menu=\"");
			jteOutput.setContext("button", "data-menu");
			jteOutput.writeUserContent(item.path());
			jteOutput.setContext("button", null);
			jteOutput.writeContent("/arrange\"");
			var __jte_html_attribute_6 = viewer.text("menu-of", item.title());
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_6)) {
				jteOutput.writeContent(" aria-label=\"");
				jteOutput.setContext("button", "aria-label");
				jteOutput.writeUserContent(__jte_html_attribute_6);
				jteOutput.setContext("button", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent(" aria-haspopup=\"dialog\">");
			gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "more");
			jteOutput.writeContent("</button></li>\n");
		}
		jteOutput.writeContent("</ul>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		runnel.web.Viewer viewer = (runnel.web.Viewer)params.get("viewer");
		List<runnel.web.Sidebar.Item> items = (List<runnel.web.Sidebar.Item>)params.get("items");
		render(jteOutput, jteHtmlInterceptor, viewer, items);
	}
}
