// Finds members by any of their words, while one types.

const find = document.getElementById("find-member");

function show() {
  const words = find.value.trim().toLowerCase();
  for (const cube of document.querySelectorAll("[data-cube]")) {
    let some = false;
    for (const member of cube.querySelectorAll("[data-words]")) {
      member.hidden = words !== "" && !member.dataset.words.toLowerCase().includes(words);
      some ||= !member.hidden;
    }
    cube.hidden = !some;
    if (words !== "" && some) cube.open = true;
  }
}

find.addEventListener("input", show);
// What is typed here is no part of the question.
for (const type of ["change", "search"]) find.addEventListener(type, event => event.stopPropagation());
find.addEventListener("keydown", event => { if (event.key === "Enter") event.preventDefault(); });
