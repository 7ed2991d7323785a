/** The page's one Trusted Types policy: HTML for the inert parser alone, and the URL of our own worker. */

/** @type {any} */
const policy = /** @type {any} */ (globalThis).trustedTypes?.createPolicy('kantlijn', {
  createHTML: (/** @type {string} */ html) => html,
  createScriptURL: (/** @type {string} */ url) => url,
});

/** For `DOMParser`, whose document runs nothing. @param {string} html @returns {string} */
export const trusted = (html) => policy?.createHTML(html) ?? html;

/** For `Worker` and the service worker. @param {string | URL} url @returns {string} */
export const trustedScript = (url) => policy?.createScriptURL(String(url)) ?? String(url);
