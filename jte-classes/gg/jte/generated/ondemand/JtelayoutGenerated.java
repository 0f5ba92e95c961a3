package gg.jte.generated.ondemand;
import gg.jte.Content;
@SuppressWarnings("unchecked")
@javax.annotation.processing.Generated("gg.jte.TemplateEngine")
public final class JtelayoutGenerated {
	public static final String JTE_NAME = "layout.jte";
	public static final int[] JTE_LINE_INFO = {0,0,1,1,1,1,1,8,8,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,10,18,18,18,19,19,19,19,19,19,19,19,19,21,21,21,21,21,21,21,21,21,22,22,22,22,22,22,22,22,22,23,23,23,23,23,23,23,23,23,24,24,24,24,24,24,24,24,24,25,25,25,25,25,25,25,25,25,26,26,26,26,26,26,26,26,26,27,27,27,27,27,27,27,27,27,28,28,28,28,28,28,28,28,28,29,29,29,29,29,29,29,29,29,30,30,32,32,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,34,35,35,36,36,36,38,38,41,41,41,41,41,41,41,41,41,41,41,42,42,42,42,42,42,42,42,42,42,43,43,44,44,44,45,45,46,46,46,46,46,46,46,46,46,46,46,48,48,48,53,53,53,53,53,53,53,53,53,53,53,54,54,55,55,56,56,56,56,56,56,56,56,56,58,58,59,59,59,59,59,59,59,59,59,60,60,64,64,64,1,2,3,4,5,6,7,7,7,7};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, runnel.web.Shell shell, String windowTitle, String heading, String live, boolean busy, Content bar, Content content) {
		var viewer = shell.viewer();
		jteOutput.writeContent("<!doctype html>\n<html");
		var __jte_html_attribute_0 = viewer.languageTag();
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" lang=\"");
			jteOutput.setContext("html", "lang");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("html", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_1 = viewer.theme();
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
			jteOutput.writeContent(" data-theme=\"");
			jteOutput.setContext("html", "data-theme");
			jteOutput.writeUserContent(__jte_html_attribute_1);
			jteOutput.setContext("html", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1, viewport-fit=cover, interactive-widget=resizes-content\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"theme-color\" content=\"#f4f7f5\" media=\"(prefers-color-scheme: light)\">\n<meta name=\"theme-color\" content=\"#0d1211\" media=\"(prefers-color-scheme: dark)\">\n<meta name=\"htmx-config\" content='{\"allowEval\":false,\"includeIndicatorStyles\":false,\"allowScriptTags\":false,\"historyEnabled\":false,\"defaultSwapStyle\":\"outerHTML\"}'>\n<title id=\"window-title\">");
		jteOutput.setContext("title", null);
		jteOutput.writeUserContent(windowTitle);
		jteOutput.writeContent("</title>\n<link rel=\"icon\"");
		var __jte_html_attribute_2 = shell.asset("icon.svg");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("link", "href");
			jteOutput.writeUserContent(__jte_html_attribute_2);
			jteOutput.setContext("link", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(" type=\"image/svg+xml\">\n<link rel=\"manifest\" href=\"/manifest.webmanifest\">\n<link rel=\"stylesheet\"");
		var __jte_html_attribute_3 = shell.asset("base.css");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_3)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("link", "href");
			jteOutput.writeUserContent(__jte_html_attribute_3);
			jteOutput.setContext("link", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<link rel=\"stylesheet\"");
		var __jte_html_attribute_4 = shell.asset("shell.css");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_4)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("link", "href");
			jteOutput.writeUserContent(__jte_html_attribute_4);
			jteOutput.setContext("link", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<link rel=\"stylesheet\"");
		var __jte_html_attribute_5 = shell.asset("message.css");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_5)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("link", "href");
			jteOutput.writeUserContent(__jte_html_attribute_5);
			jteOutput.setContext("link", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<link rel=\"stylesheet\"");
		var __jte_html_attribute_6 = shell.asset("prose.css");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_6)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("link", "href");
			jteOutput.writeUserContent(__jte_html_attribute_6);
			jteOutput.setContext("link", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<link rel=\"stylesheet\"");
		var __jte_html_attribute_7 = shell.asset("composer.css");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_7)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("link", "href");
			jteOutput.writeUserContent(__jte_html_attribute_7);
			jteOutput.setContext("link", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<link rel=\"stylesheet\"");
		var __jte_html_attribute_8 = shell.asset("start.css");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_8)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("link", "href");
			jteOutput.writeUserContent(__jte_html_attribute_8);
			jteOutput.setContext("link", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<link rel=\"stylesheet\"");
		var __jte_html_attribute_9 = shell.asset("library.css");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_9)) {
			jteOutput.writeContent(" href=\"");
			jteOutput.setContext("link", "href");
			jteOutput.writeUserContent(__jte_html_attribute_9);
			jteOutput.setContext("link", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n<script");
		var __jte_html_attribute_10 = shell.asset("htmx.js");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_10)) {
			jteOutput.writeContent(" src=\"");
			jteOutput.setContext("script", "src");
			jteOutput.writeUserContent(__jte_html_attribute_10);
			jteOutput.setContext("script", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(" defer></script>\n<script");
		var __jte_html_attribute_11 = shell.asset("page.js");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_11)) {
			jteOutput.writeContent(" src=\"");
			jteOutput.setContext("script", "src");
			jteOutput.writeUserContent(__jte_html_attribute_11);
			jteOutput.setContext("script", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(" type=\"module\"></script>\n");
		if (busy) {
			jteOutput.writeContent("<noscript><meta http-equiv=\"refresh\" content=\"3\"></noscript>\n");
		}
		jteOutput.writeContent("</head>\n<body");
		var __jte_html_attribute_12 = live;
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_12)) {
			jteOutput.writeContent(" data-live=\"");
			jteOutput.setContext("body", "data-live");
			jteOutput.writeUserContent(__jte_html_attribute_12);
			jteOutput.setContext("body", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_13 = shell.text("copied");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_13)) {
			jteOutput.writeContent(" data-copied=\"");
			jteOutput.setContext("body", "data-copied");
			jteOutput.writeUserContent(__jte_html_attribute_13);
			jteOutput.setContext("body", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_14 = shell.text("uncopied");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_14)) {
			jteOutput.writeContent(" data-uncopied=\"");
			jteOutput.setContext("body", "data-uncopied");
			jteOutput.writeUserContent(__jte_html_attribute_14);
			jteOutput.setContext("body", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_15 = shell.text("unreachable");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_15)) {
			jteOutput.writeContent(" data-unreachable=\"");
			jteOutput.setContext("body", "data-unreachable");
			jteOutput.writeUserContent(__jte_html_attribute_15);
			jteOutput.setContext("body", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_16 = shell.text("news.open");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_16)) {
			jteOutput.writeContent(" data-open=\"");
			jteOutput.setContext("body", "data-open");
			jteOutput.writeUserContent(__jte_html_attribute_16);
			jteOutput.setContext("body", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n");
		gg.jte.generated.ondemand.JtespriteGenerated.render(jteOutput, jteHtmlInterceptor);
		jteOutput.writeContent("\n<a class=\"skip\" href=\"#text\">");
		jteOutput.setContext("a", null);
		jteOutput.writeUserContent(shell.text("skip"));
		jteOutput.writeContent("</a>\n<div class=\"shell\">\n");
		gg.jte.generated.ondemand.JtesidebarGenerated.render(jteOutput, jteHtmlInterceptor, shell);
		jteOutput.writeContent("\n<div class=\"room\">\n<header class=\"bar\">\n  <a class=\"button quiet square only-narrow\" id=\"open-sidebar\" href=\"#sidebar\"");
		var __jte_html_attribute_17 = shell.text("open-list");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_17)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("a", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_17);
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "menu");
		jteOutput.writeContent("</a>\n  <h1 id=\"title\">");
		if (heading.isEmpty()) {
			jteOutput.writeContent("<span class=\"unseen\">");
			jteOutput.setContext("span", null);
			jteOutput.writeUserContent(shell.text("new"));
			jteOutput.writeContent("</span>");
		} else {
			jteOutput.setContext("h1", null);
			jteOutput.writeUserContent(heading);
		}
		jteOutput.writeContent("</h1>\n");
		if (bar != null) {
			jteOutput.writeContent("  ");
			jteOutput.setContext("header", null);
			jteOutput.writeUserContent(bar);
			jteOutput.writeContent("\n");
		}
		jteOutput.writeContent("  <a class=\"button quiet square only-narrow\" href=\"/\"");
		var __jte_html_attribute_18 = shell.text("new");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_18)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("a", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_18);
			jteOutput.setContext("a", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "new");
		jteOutput.writeContent("</a>\n</header>\n");
		jteOutput.setContext("div", null);
		jteOutput.writeUserContent(content);
		jteOutput.writeContent("\n</div>\n</div>\n<form id=\"act\" method=\"post\" action=\"\" hx-post=\"\" hx-swap=\"none\" hidden></form>\n<div id=\"announcement\" class=\"unseen\" role=\"status\"></div>\n<div id=\"notice\" class=\"notice\" role=\"alert\" hidden><span></span><button type=\"button\" class=\"button soft\" hidden></button><button type=\"button\" class=\"button quiet square\"");
		var __jte_html_attribute_19 = shell.text("close");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_19)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("button", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_19);
			jteOutput.setContext("button", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "remove");
		jteOutput.writeContent("</button></div>\n");
		gg.jte.generated.ondemand.JteshortcutsGenerated.render(jteOutput, jteHtmlInterceptor, viewer);
		jteOutput.writeContent("\n");
		gg.jte.generated.ondemand.JtepaletteGenerated.render(jteOutput, jteHtmlInterceptor, shell);
		jteOutput.writeContent("\n<dialog id=\"list-menu\" class=\"small\"");
		var __jte_html_attribute_20 = shell.text("conversation.menu");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_20)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("dialog", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_20);
			jteOutput.setContext("dialog", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent("></dialog>\n<datalist id=\"folders\">\n");
		for (var folder : shell.sidebar().folders()) {
			jteOutput.writeContent("<option");
			var __jte_html_attribute_21 = folder.label();
			if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_21)) {
				jteOutput.writeContent(" value=\"");
				jteOutput.setContext("option", "value");
				jteOutput.writeUserContent(__jte_html_attribute_21);
				jteOutput.setContext("option", null);
				jteOutput.writeContent("\"");
			}
			jteOutput.writeContent("></option>\n");
		}
		jteOutput.writeContent("</datalist>\n</body>\n</html>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		runnel.web.Shell shell = (runnel.web.Shell)params.get("shell");
		String windowTitle = (String)params.get("windowTitle");
		String heading = (String)params.getOrDefault("heading",  "");
		String live = (String)params.getOrDefault("live",  "");
		boolean busy = (boolean)params.getOrDefault("busy",  false);
		Content bar = (Content)params.getOrDefault("bar",  null);
		Content content = (Content)params.get("content");
		render(jteOutput, jteHtmlInterceptor, shell, windowTitle, heading, live, busy, bar, content);
	}
}
