// Runs where the conversation ends, before anything of it is painted: the first that is seen of it is its end.

if (!location.hash) document.scrollingElement.scrollTop = document.scrollingElement.scrollHeight;
