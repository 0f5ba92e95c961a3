package gg.jte.generated.ondemand;
@SuppressWarnings("unchecked")
@javax.annotation.processing.Generated("gg.jte.TemplateEngine")
public final class JtemarkGenerated {
	public static final String JTE_NAME = "mark.jte";
	public static final int[] JTE_LINE_INFO = {0,0,0,0,0,0,0,2,2,2,2,2,2};
	public static void render(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor) {
		jteOutput.writeContent("<svg class=\"mark\" viewBox=\"0 0 32 32\" aria-hidden=\"true\"><path d=\"M4 10c4-4 8-4 12 0s8 4 12 0\"/><path d=\"M4 17c4-4 8-4 12 0s8 4 12 0\"/><path d=\"M4 24c4-4 8-4 12 0s8 4 12 0\"/></svg>\n");
	}
	public static void renderMap(gg.jte.html.HtmlTemplateOutput jteOutput, gg.jte.html.HtmlInterceptor jteHtmlInterceptor, java.util.Map<String, Object> params) {
		render(jteOutput, jteHtmlInterceptor);
	}
}
