// Spanish first if the browser's language is Spanish, or the address ends in #es.
(function () {
  function speak(lang) { document.getElementById("lang-" + lang).checked = true; document.documentElement.lang = lang; }
  var wanted = location.hash.slice(1) || navigator.language || "en";
  speak(wanted.slice(0, 2).toLowerCase() === "es" ? "es" : "en");
  document.querySelectorAll("input[name=lang]").forEach(function (choice) {
    choice.addEventListener("change", function () { speak(choice.id.slice(5)); });
  });
})();
