// Says that the search is not there, where page.js has not begun: a browser that knows no modules or not what is in them, or a file that has
// not come. No module itself, and written so that any browser can read it.
window.addEventListener("load", function () {
  if (document.getElementById("search").hasAttribute("data-begun")) return;
  document.getElementById("search-unready").hidden = false;
  document.getElementById("search-form").hidden = true;
});
