package gg.jte.generated.ondemand;
@SuppressWarnings("unchecked")
@javax.annotation.processing.Generated("gg.jte.TemplateEngine")
public final class JtepaletteGenerated {
	public static final String JTE_NAME = "palette.jte";
	public static final int[] JTE_LINE_INFO = {0,0,0,0,0,0,1,1,1,1,1,1,1,1,1,1,3,3,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,4,7,7,7,7,7,7,7,7,7,8,8,8,8,8,8,8,8,8,9,9,9,9,9,9,9,9,9,10,10,11,11,12,12,13,13,14,14,15,15,16,16,17,17,18,18,19,19,20,20,21,21,22,22,23,23,24,24,25,25,26,26,27,27,28,28,29,29,30,30,31,31,32,32,33,33,36,36,36,38,38,38,0,0,0,0};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, runnel.web.Shell shell) {
		jteOutput.writeContent("<dialog id=\"palette\"");
		var __jte_html_attribute_0 = shell.text("palette");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_0)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("dialog", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_0);
			jteOutput.setContext("dialog", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n  <div class=\"find large\">\n    ");
		gg.jte.generated.ondemand.JteiconGenerated.render(jteOutput, jteHtmlInterceptor, "search");
		jteOutput.writeContent("\n    <input id=\"palette-text\" type=\"text\" role=\"combobox\" aria-expanded=\"true\" aria-controls=\"palette-list\" aria-autocomplete=\"list\"");
		var __jte_html_attribute_1 = shell.text("palette");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_1)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("input", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_1);
			jteOutput.setContext("input", null);
			jteOutput.writeContent("\"");
		}
		var __jte_html_attribute_2 = shell.text("palette.example");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_2)) {
			jteOutput.writeContent(" placeholder=\"");
			jteOutput.setContext("input", "placeholder");
			jteOutput.writeUserContent(__jte_html_attribute_2);
			jteOutput.setContext("input", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(" maxlength=\"400\" autocomplete=\"off\" spellcheck=\"false\">\n    <kbd aria-hidden=\"true\">Esc</kbd>\n  </div>\n  <div id=\"palette-list\" role=\"listbox\"");
		var __jte_html_attribute_3 = shell.text("palette");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_3)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("div", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_3);
			jteOutput.setContext("div", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n    <div id=\"palette-found\" role=\"group\"");
		var __jte_html_attribute_4 = shell.text("search");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_4)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("div", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_4);
			jteOutput.setContext("div", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent("></div>\n    <div id=\"palette-commands\" role=\"group\"");
		var __jte_html_attribute_5 = shell.text("palette.commands");
		if (gg.jte.runtime.TemplateUtils.isAttributeRendered(__jte_html_attribute_5)) {
			jteOutput.writeContent(" aria-label=\"");
			jteOutput.setContext("div", "aria-label");
			jteOutput.writeUserContent(__jte_html_attribute_5);
			jteOutput.setContext("div", null);
			jteOutput.writeContent("\"");
		}
		jteOutput.writeContent(">\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "new", shell.text("key.n"), "[data-shortcut=n]", "n");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "stop", shell.text("key.s"), "[data-shortcut-stop]", "s");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "pause", shell.text("pause"), "#controls [formaction$='/pause']", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "play", shell.text("resume"), "#controls [formaction$='/resume']", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "copy", shell.text("key.c"), ".agent [data-copies=source]", "c");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "edit", shell.text("key.e"), "[data-edits]", "e");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "again", shell.text("regenerate"), ".agent .tools [formaction*='/regenerate']", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "edit", shell.text("rename"), ".bar .rename summary", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "pin", shell.text("pin"), ".bar [formaction$='/pin?to=true']", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "pin", shell.text("unpin"), ".bar [formaction$='/pin?to=false']", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "archive", shell.text("archive"), ".bar [formaction$='/archive?to=true']", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "archive", shell.text("unarchive"), ".bar [formaction$='/archive?to=false']", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "tune", shell.text("settings"), ".tune summary", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "save", shell.text("export") + ": Markdown", ".bar .exports a[href$=markdown]", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "save", shell.text("export") + ": HTML", ".bar .exports a[href$=html]", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "save", shell.text("export") + ": JSON", ".bar .exports a[href$=json]", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "bin", shell.text("delete"), ".bar [data-command=delete]", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "archive", shell.text("archived"), ".sidebar-foot [href='/archive']", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "look", shell.text("theme") + ": " + shell.text("theme.light"), "[name=theme][value=light]", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "look", shell.text("theme") + ": " + shell.text("theme.dark"), "[name=theme][value=dark]", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "look", shell.text("theme") + ": " + shell.text("theme.system"), "[name=theme][value=system]", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "look", "English", "[name=lang][value=en]", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "look", "简体中文", "[name=lang][value=zh]", "");
		jteOutput.writeContent("\n      ");
		gg.jte.generated.ondemand.JtecommandGenerated.render(jteOutput, jteHtmlInterceptor, "keys", shell.text("shortcuts"), "[data-opens=shortcuts]", "?");
		jteOutput.writeContent("\n    </div>\n  </div>\n  <p class=\"hint\" id=\"palette-none\" role=\"status\" hidden>");
		jteOutput.setContext("p", null);
		jteOutput.writeUserContent(shell.text("palette.none"));
		jteOutput.writeContent("</p>\n</dialog>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		runnel.web.Shell shell = (runnel.web.Shell)params.get("shell");
		render(jteOutput, jteHtmlInterceptor, shell);
	}
}
