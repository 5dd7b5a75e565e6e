// Runs before Streamlit's script, which stands below it in the same module.

{
  const base = new URL("../../../", import.meta.url);

  // Streamlit's own way to connect at once, without asking first which server it belongs to.
  window.__streamlit = {
    BACKEND_BASE_URL: base.href,
    HOST_CONFIG: { allowedOrigins: [location.origin], useExternalAuthToken: false },
  };

  // The script has arrived and the line is free, so what is needed after it can come now: the fonts of
  // every page, and what listens for this.
  for (const name of ["inter-latin", "fraunces-latin"]) {
    const href = new URL(`sign-in/fonts/${name}.woff2`, base).href;
    const wanted = { rel: "preload", as: "font", type: "font/woff2", crossOrigin: "", href };
    document.head.append(Object.assign(document.createElement("link"), wanted));
  }
  window.vitrineShell = true;
  dispatchEvent(new Event("vitrine-shell"));
}
