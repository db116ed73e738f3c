const sheets = new Map<string, CSSStyleSheet>();

/**
 * Gives a shadow root a style, as one sheet shared by all elements. A style element or attribute in markup would be refused on pages
 * whose policy forbids inline styles, ours among them.
 */
export function adopt(shadow: ShadowRoot, css: string) {
  let sheet = sheets.get(css);
  if (!sheet) {
    sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    sheets.set(css, sheet);
  }
  if (!shadow.adoptedStyleSheets.includes(sheet)) shadow.adoptedStyleSheets.push(sheet);
}
