package runnel.markdown;
import java.util.*;
public class Fuzz {
  public static void main(String[] a) throws Exception {
    long from=Long.parseLong(a[0]), n=Long.parseLong(a[1]); int seg=Integer.parseInt(a[2]); int max=Integer.parseInt(a[3]);
    var textM=RandomTest.class.getDeclaredMethod("text", Random.class); textM.setAccessible(true);
    var piecesM=RandomTest.class.getDeclaredMethod("pieces", String.class, Random.class); piecesM.setAccessible(true);
    int bad=0;
    for(long s=from;s<from+n;s++){ var r=new Random(s); var text=(String)textM.invoke(null,r); var pieces=(List<String>)piecesM.invoke(null,text,r);
      if (java.util.regex.Pattern.compile("~~~+`|```+~|\\]: \\S+[ \t]*\r?\n[ \t>]*['\"(]|，\\S*@|&#13;").matcher(text).find()) continue;
      try { Checks.pieces(text,pieces,Links.ANY,new InlineLimits(seg, 1<<20),true);} catch(Throwable t){ bad++; var m=String.valueOf(t.getMessage()); if(!(t instanceof AssertionError)) {var sw=new java.io.StringWriter(); t.printStackTrace(new java.io.PrintWriter(sw)); m=sw.toString().substring(0,Math.min(1200,sw.toString().length()));}
        if(bad<=max) System.out.println("=== seed "+s+" «"+text.replace("\n","\\n").replace("\t","\\t").replace("\r","\\r")+"»\n"+m); } }
    System.out.println(bad+" bad of "+n);
  }
}
