package gg.jte.generated.ondemand;
import java.util.List;
@SuppressWarnings("unchecked")
@javax.annotation.processing.Generated("gg.jte.TemplateEngine")
public final class JtedataGenerated {
	public static final String JTE_NAME = "data.jte";
	public static final int[] JTE_LINE_INFO = {0,0,1,1,1,1,1,3,3,3,4,4,4,4,4,4,4,4,4,5,5,5,5,5,5,5,5,5,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,6,7,7,7,9,9,9,10,10,10,10,10,10,10,10,10,11,11,11,12,12,12,14,14,14,14,14,14,14,14,14,15,15,16,16,16,16,16,16,16,16,16,16,16,16,17,17,20,20,20,22,22,22,23,23,23,1,2,2,2,2};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, runnel.web.Shell shell, List<String> suggestions) {
		gg.jte.generated.ondemand.JtelayoutGenerated.render(jteOutput, jteHtmlInterceptor, shell, shell.text("data"), shell.text("data"),  "",  false,  null, new gg.jte.html.HtmlContent() {
			public void writeTo(gg.jte.html.HtmlTemplateOutput jteOutput) {
				jteOutput.writeContent("\n<link rel=\"stylesheet\"");
				var __jte_html_attribute_0 = shell.asset("data.css");
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
					jteOutput.writeContent(" href=\"");
					jteOutput.setContext("link", "href");
					jteOutput.writeUserContent(__jte_html_attribute_0);
					jteOutput.setContext("link", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent(">\n<script");
				var __jte_html_attribute_1 = shell.asset("data.js");
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
					jteOutput.writeContent(" src=\"");
					jteOutput.setContext("script", "src");
					jteOutput.writeUserContent(__jte_html_attribute_1);
					jteOutput.setContext("script", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent(" type=\"module\"></script>\n<main id=\"main\" class=\"data\" tabindex=\"-1\"");
				var __jte_html_attribute_2 = shell.asset("echarts.js");
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
					jteOutput.writeContent(" data-chart=\"");
					jteOutput.setContext("main", "data-chart");
					jteOutput.writeUserContent(__jte_html_attribute_2);
					jteOutput.setContext("main", null);
					jteOutput.writeContent("\"");
				}
				var __jte_html_attribute_3 = shell.text("data.left");
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_3)) {
					jteOutput.writeContent(" data-left=\"");
					jteOutput.setContext("main", "data-left");
					jteOutput.writeUserContent(__jte_html_attribute_3);
					jteOutput.setContext("main", null);
					jteOutput.writeContent("\"");
				}
				var __jte_html_attribute_4 = shell.text("data.csv");
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_4)) {
					jteOutput.writeContent(" data-csv=\"");
					jteOutput.setContext("main", "data-csv");
					jteOutput.writeUserContent(__jte_html_attribute_4);
					jteOutput.setContext("main", null);
					jteOutput.writeContent("\"");
				}
				var __jte_html_attribute_5 = shell.text("data.png");
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_5)) {
					jteOutput.writeContent(" data-png=\"");
					jteOutput.setContext("main", "data-png");
					jteOutput.writeUserContent(__jte_html_attribute_5);
					jteOutput.setContext("main", null);
					jteOutput.writeContent("\"");
				}
				var __jte_html_attribute_6 = shell.text("unreachable");
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_6)) {
					jteOutput.writeContent(" data-lost=\"");
					jteOutput.setContext("main", "data-lost");
					jteOutput.writeUserContent(__jte_html_attribute_6);
					jteOutput.setContext("main", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent(">\n  <p class=\"lead\">");
				jteOutput.setContext("p", null);
				jteOutput.writeUserContent(shell.text("data.lead"));
				jteOutput.writeContent("</p>\n  <form id=\"ask\" class=\"ask\">\n    <label class=\"unseen\" for=\"text\">");
				jteOutput.setContext("label", null);
				jteOutput.writeUserContent(shell.text("data.question"));
				jteOutput.writeContent("</label>\n    <input id=\"text\" name=\"text\" type=\"text\" autocomplete=\"off\" maxlength=\"2000\" required");
				var __jte_html_attribute_7 = shell.text("data.placeholder");
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_7)) {
					jteOutput.writeContent(" placeholder=\"");
					jteOutput.setContext("input", "placeholder");
					jteOutput.writeUserContent(__jte_html_attribute_7);
					jteOutput.setContext("input", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent(">\n    <button class=\"button\" id=\"send\">");
				jteOutput.setContext("button", null);
				jteOutput.writeUserContent(shell.text("data.ask"));
				jteOutput.writeContent("</button>\n    <button class=\"button\" id=\"stop\" type=\"button\" hidden>");
				jteOutput.setContext("button", null);
				jteOutput.writeUserContent(shell.text("data.stop"));
				jteOutput.writeContent("</button>\n  </form>\n  <div class=\"suggestions\"");
				var __jte_html_attribute_8 = shell.text("data.suggestions");
				if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_8)) {
					jteOutput.writeContent(" aria-label=\"");
					jteOutput.setContext("div", "aria-label");
					jteOutput.writeUserContent(__jte_html_attribute_8);
					jteOutput.setContext("div", null);
					jteOutput.writeContent("\"");
				}
				jteOutput.writeContent(">\n");
				for (var suggestion : suggestions) {
					jteOutput.writeContent("    <button type=\"button\" class=\"button quiet\"");
					var __jte_html_attribute_9 = suggestion;
					if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_9)) {
						jteOutput.writeContent(" data-question=\"");
						jteOutput.setContext("button", "data-question");
						jteOutput.writeUserContent(__jte_html_attribute_9);
						jteOutput.setContext("button", null);
						jteOutput.writeContent("\"");
					}
					jteOutput.writeContent(">");
					jteOutput.setContext("button", null);
					jteOutput.writeUserContent(suggestion);
					jteOutput.writeContent("</button>\n");
				}
				jteOutput.writeContent("  </div>\n  <div id=\"answers\" aria-live=\"polite\"></div>\n  <noscript><p>");
				jteOutput.setContext("p", null);
				jteOutput.writeUserContent(shell.text("data.script"));
				jteOutput.writeContent("</p></noscript>\n</main>\n");
			}
		});
		jteOutput.writeContent("\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		runnel.web.Shell shell = (runnel.web.Shell)params.get("shell");
		List<String> suggestions = (List<String>)params.get("suggestions");
		render(jteOutput, jteHtmlInterceptor, shell, suggestions);
	}
}
