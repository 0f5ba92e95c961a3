package gg.jte.generated.ondemand;
@SuppressWarnings("unchecked")
@javax.annotation.processing.Generated("gg.jte.TemplateEngine")
public final class JtesidebarGenerated {
	public static final String JTE_NAME = "sidebar.jte";
	public static final int[] JTE_LINE_INFO = {0,0,0,0,0,0,1,1,2,2,2,2,2,2,2,2,2,4,4,4,4,4,5,5,5,5,5,5,5,5,5,5,5,7,7,7,7,7,7,7,7,7,7,7,7,7,7,8,8,8,8,8,8,8,8,8,8,8,8,8,8,9,9,9,9,9,11,11,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,12,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,15,16,16,20,20,20,20,20,22,22,22,22,22,22,22,22,22,24,24,24,26,26,27,27,27,27,27,27,27,27,27,27,27,27,27,27,27,27,27,27,27,27,28,28,32,32,32,34,34,34,34,34,34,34,34,34,35,35,35,35,35,35,35,35,35,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,40,41,41,41,41,41,41,41,41,41,41,41,41,41,41,41,45,45,45,0,0,0,0};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, runnel.web.Shell shell) {
		var viewer = shell.viewer();
		jteOutput.writeContent("<aside class=\"sidebar\" id=\"sidebar\"");
		var __jte_html_attribute_0 = shell.text("conversations");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("aside", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("aside", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n  <div class=\"sidebar-head\">\n    <a class=\"brand\" href=\"/\">");
		gg.jte.generated.ondemand.JtemarkGenerated.render(jteOutput, jteHtmlInterceptor);
		jteOutput.writeContent("<span>");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(shell.text("product"));
		jteOutput.writeContent("</span></a>\n    <a class=\"button quiet square only-narrow\" id=\"close-sidebar\" href=\"#main\"");
		var __jte_html_attribute_1 = shell.text("close-list");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("a", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_1);
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "remove");
		jteOutput.writeContent("</a>\n  </div>\n  <a class=\"button new\" href=\"/\" data-shortcut=\"n\"");
		var __jte_html_attribute_2 = shell.path().equals("/") ? "page" : null;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
			jteOutput.writeContent(" aria-current=\"");
			jteOutput.setContext("a", "aria-current");
			jteOutput.writeUserContent(__jte_html_attribute_2);
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "new");
		jteOutput.writeContent("<span>");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(shell.text("new"));
		jteOutput.writeContent("</span></a>\n  <a class=\"button quiet\" href=\"/data\"");
		var __jte_html_attribute_3 = shell.path().equals("/data") ? "page" : null;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_3)) {
			jteOutput.writeContent(" aria-current=\"");
			jteOutput.setContext("a", "aria-current");
			jteOutput.writeUserContent(__jte_html_attribute_3);
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "chart");
		jteOutput.writeContent("<span>");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(shell.text("data"));
		jteOutput.writeContent("</span></a>\n  <a class=\"button quiet\" href=\"/explore\">");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "ask");
		jteOutput.writeContent("<span>");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(shell.text("explore"));
		jteOutput.writeContent("</span></a>\n  <form class=\"find\" action=\"/search\" role=\"search\">\n    ");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "search");
		jteOutput.writeContent("\n    <input name=\"q\" type=\"search\" id=\"find\"");
		var __jte_html_attribute_4 = shell.text("search");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_4)) {
			jteOutput.writeContent(" placeholder=\"");
			jteOutput.setContext("input", "placeholder");
			jteOutput.writeUserContent(__jte_html_attribute_4);
			jteOutput.setContext("input", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_5 = shell.text("search");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_5)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("input", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_5);
			jteOutput.setContext("input", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(" autocomplete=\"off\">\n    <kbd class=\"needs-script\" aria-hidden=\"true\">Ctrl K</kbd>\n  </form>\n  <nav class=\"conversations\" id=\"conversations\"");
		var __jte_html_attribute_6 = shell.text("conversations");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_6)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("nav", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_6);
			jteOutput.setContext("nav", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(" data-refresh=\"/conversations?current=");
		jteOutput.setContext("nav", "data-refresh");
		jteOutput.writeUserContent(shell.conversation());
		jteOutput.setContext("nav", null);
		jteOutput.writeContent("\"");
		var __jte_html_attribute_7 = shell.sidebar().version();
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_7)) {
			jteOutput.writeContent(" data-version=\"");
			jteOutput.setContext("nav", "data-version");
			jteOutput.writeUserContent(__jte_html_attribute_7);
			jteOutput.setContext("nav", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_8 = shell.text("deleted.notice");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_8)) {
			jteOutput.writeContent(" data-deleted=\"");
			jteOutput.setContext("nav", "data-deleted");
			jteOutput.writeUserContent(__jte_html_attribute_8);
			jteOutput.setContext("nav", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_9 = shell.text("undo");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_9)) {
			jteOutput.writeContent(" data-undo=\"");
			jteOutput.setContext("nav", "data-undo");
			jteOutput.writeUserContent(__jte_html_attribute_9);
			jteOutput.setContext("nav", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n    ");
		gg.jte.generated.ondemand.JteconversationsGenerated.render(jteOutput, jteHtmlInterceptor, viewer, shell.sidebar());
		jteOutput.writeContent("\n  </nav>\n  <div class=\"sidebar-foot\">\n    <details class=\"menu\">\n      <summary class=\"button quiet\">");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "look");
		jteOutput.writeContent("<span>");
		jteOutput.setContext("span", null);
		jteOutput.writeUserContent(shell.text("preferences"));
		jteOutput.writeContent("</span></summary>\n      <form class=\"sheet\" method=\"post\" action=\"/preferences\">\n        <input type=\"hidden\" name=\"back\"");
		var __jte_html_attribute_10 = shell.path();
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_10)) {
			jteOutput.writeContent(" value=\"");
			jteOutput.setContext("input", "value");
			jteOutput.writeUserContent(__jte_html_attribute_10);
			jteOutput.setContext("input", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n        <fieldset>\n          <legend>");
		jteOutput.setContext("legend", null);
		jteOutput.writeUserContent(shell.text("theme"));
		jteOutput.writeContent("</legend>\n          <div class=\"choices\">\n");
		for (var theme : runnel.web.Viewer.THEMES) {
			jteOutput.writeContent("            <button name=\"theme\"");
			var __jte_html_attribute_11 = theme;
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_11)) {
				jteOutput.writeContent(" value=\"");
				jteOutput.setContext("button", "value");
				jteOutput.writeUserContent(__jte_html_attribute_11);
				jteOutput.setContext("button", null);
				jteOutput.writeContent("\"");
			}
			var __jte_html_attribute_12 = String.valueOf(theme.equals(viewer.theme()));
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_12)) {
				jteOutput.writeContent(" aria-pressed=\"");
				jteOutput.setContext("button", "aria-pressed");
				jteOutput.writeUserContent(__jte_html_attribute_12);
				jteOutput.setContext("button", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent(">");
			jteOutput.setContext("button", null);
			jteOutput.writeUserContent(shell.text("theme." + theme));
			jteOutput.writeContent("</button>\n");
		}
		jteOutput.writeContent("          </div>\n        </fieldset>\n        <fieldset>\n          <legend>");
		jteOutput.setContext("legend", null);
		jteOutput.writeUserContent(shell.text("language"));
		jteOutput.writeContent("</legend>\n          <div class=\"choices\">\n            <button name=\"lang\" value=\"en\" lang=\"en\"");
		var __jte_html_attribute_13 = String.valueOf(viewer.messages().language().equals("en"));
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_13)) {
			jteOutput.writeContent(" aria-pressed=\"");
			jteOutput.setContext("button", "aria-pressed");
			jteOutput.writeUserContent(__jte_html_attribute_13);
			jteOutput.setContext("button", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">English</button>\n            <button name=\"lang\" value=\"zh\" lang=\"zh-CN\"");
		var __jte_html_attribute_14 = String.valueOf(viewer.messages().language().equals("zh"));
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_14)) {
			jteOutput.writeContent(" aria-pressed=\"");
			jteOutput.setContext("button", "aria-pressed");
			jteOutput.writeUserContent(__jte_html_attribute_14);
			jteOutput.setContext("button", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">简体中文</button>\n          </div>\n        </fieldset>\n      </form>\n    </details>\n    <a class=\"button quiet square\" href=\"/archive\"");
		var __jte_html_attribute_15 = shell.text("archived");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_15)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("a", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_15);
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_16 = shell.text("archived");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_16)) {
			jteOutput.writeContent(" title=\"");
			jteOutput.setContext("a", "title");
			jteOutput.writeUserContent(__jte_html_attribute_16);
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_17 = shell.path().equals("/archive") ? "page" : null;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_17)) {
			jteOutput.writeContent(" aria-current=\"");
			jteOutput.setContext("a", "aria-current");
			jteOutput.writeUserContent(__jte_html_attribute_17);
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "archive");
		jteOutput.writeContent("</a>\n    <button type=\"button\" class=\"button quiet square needs-script\" data-opens=\"shortcuts\"");
		var __jte_html_attribute_18 = shell.text("shortcuts");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_18)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("button", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_18);
			jteOutput.setContext("button", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(" title=\"");
		jteOutput.setContext("button", "title");
		jteOutput.writeUserContent(shell.text("shortcuts"));
		jteOutput.setContext("button", null);
		jteOutput.writeContent(" (?)\">");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "keys");
		jteOutput.writeContent("</button>\n  </div>\n</aside>\n<a class=\"veil\" href=\"#main\" tabindex=\"-1\" aria-hidden=\"true\"></a>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		runnel.web.Shell shell = (runnel.web.Shell)params.get("shell");
		render(jteOutput, jteHtmlInterceptor, shell);
	}
}
