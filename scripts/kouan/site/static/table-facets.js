// Tells Datasette's table.js whether its menu may offer facets, which it looks for in a global variable.
window.DATASETTE_ALLOW_FACET = document.currentScript.dataset.allowed === "true";
