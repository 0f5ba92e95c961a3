/**
 * Adapter to real language models: LangChain4j's provider modules on a transport of our own.
 *
 * <p>Everything happens on the calling thread: it connects, reads, and hands the pieces over, and
 * its interrupt closes the socket. Three things need threads of their own: the watchdog, because a
 * socket timeout for each read costs more than the read; the look-up of host names, because the
 * operating system's resolver would block a carrier thread; and the search for local servers, which
 * asks all at once.
 */
@NullMarked
package runnel.llm.langchain;

import org.jspecify.annotations.NullMarked;
