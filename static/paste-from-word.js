/* What is pasted from Word into a rich-text editor becomes real lists, and Word's residue stays behind.

   Word puts no lists on the clipboard. Each item is a paragraph that names its list and level in a style
   ("mso-list:l0 level1 lfo1") and carries its marker as text, in a span that says "mso-list:Ignore". The marker tells
   what the list shows: a bullet, or the number it has come to. One that HTML cannot show ("5.1") stays as text. */
"use strict";

document.addEventListener("prose-editor:ready", ({ detail: { editor } }) => {
  editor.view.setProps({ transformPastedHTML: (html) => (isFromWord(html) ? cleanedFromWord(html) : withStyledWords(html)) });

  function isFromWord(html) {
    return /mso-list:|urn:schemas-microsoft-com:office:word|<\w+ class=["']?Mso/i.test(html);
  }

  function cleanedFromWord(html) {
    const { body } = new DOMParser().parseFromString(withoutStyles(html), "text/html");
    removeWhatIsNotText(body);
    const formats = numberFormats(html);
    for (const parent of new Set(listParagraphs(body).map((paragraph) => paragraph.parentNode))) {
      makeLists(parent, formats);
    }
    for (const element of body.querySelectorAll("*")) {
      for (const name of ["data-style", "class", "lang"]) element.removeAttribute(name);
    }
    return body.innerHTML;
  }

  /* Other editors say bold and italic in styles, and Google Docs wraps all in a <b> whose style says that it is not. */
  function withStyledWords(html) {
    if (!/style\s*=/i.test(html)) return html;
    const { body } = new DOMParser().parseFromString(withoutStyles(html), "text/html");
    for (const element of body.querySelectorAll("b[data-style*='font-weight:normal']")) {
      element.replaceWith(...element.childNodes);
    }
    for (const [style, tag] of [["font-weight:700", "strong"], ["font-weight:bold", "strong"], ["font-style:italic", "em"]]) {
      for (const element of body.querySelectorAll(`span[data-style*='${style}']`)) {
        const marked = body.ownerDocument.createElement(tag);
        marked.append(...element.childNodes);
        element.append(marked);
      }
    }
    return body.innerHTML;
  }

  /* The desk's pages allow no style in HTML, not even for looking at: what is said in style is kept as mere data. */
  function withoutStyles(html) {
    const [before, ...sheets] = html.split(/<style\b/i);
    const text = [before, ...sheets.map((sheet) => sheet.split(/<\/style\s*>/i).slice(1).join(""))].join("");
    return text.replace(/(<\w[^<>]*?\s)style(?=\s*=)/gi, "$1data-style");
  }

  /* Comments, deleted and hidden text are not what the page says; empty paragraphs and runs of spaces are layout. */
  function removeWhatIsNotText(body) {
    const gone = ["script", "xml", "del", ".MsoCommentReference", ".msocomanchor", "[data-style*='mso-hide:all']"];
    gone.push("[data-style*='mso-element:comment']");
    for (const element of body.querySelectorAll(gone.join())) element.remove();
    for (const blank of body.querySelectorAll("[data-style*='mso-spacerun'], [data-style*='mso-tab-count']")) {
      blank.replaceWith(" ");
    }
    for (const paragraph of body.querySelectorAll("p, h1, h2, h3, h4, h5, h6")) {
      if (!paragraph.textContent.trim()) paragraph.remove();
    }
  }

  function listParagraphs(body) {
    return [...body.querySelectorAll("[data-style*='mso-list']")].filter((element) => placeInList(element));
  }

  /* The list and the level that a paragraph says it is of. */
  function placeInList(element) {
    const found = /mso-list:\s*(l\d+)\s+level(\d+)/i.exec(element.getAttribute?.("data-style") || "");
    return found && { list: found[1].toLowerCase(), level: Number(found[2]) };
  }

  /* What Word's style sheet says of each level of each list: "l0 level1" is "roman-lower". */
  function numberFormats(html) {
    const formats = new Map();
    for (const [, list, level, rules] of html.matchAll(/@list\s+(l\d+):level(\d+)\s*\{([^}]{0,2000})\}/gi)) {
      const format = /mso-level-number-format:\s*([\w-]+)/i.exec(rules);
      formats.set(`${list.toLowerCase()} level${level}`, format ? format[1].toLowerCase() : "decimal");
    }
    return formats;
  }

  function makeLists(parent, formats) {
    const open = []; // The lists begun and not ended, outermost first.
    const items = [...parent.childNodes].filter((node) => node.nodeType !== Node.COMMENT_NODE).map(readItem);
    items.forEach((item, index) => {
      if (!item.place) {
        if (item.node.textContent.trim()) open.length = 0;
        return;
      }
      const { list, level } = item.place;
      while (open.length && open.at(-1).level > level) open.pop();
      const before = open.at(-1)?.level === level ? open.at(-1) : null;
      const after = items.slice(index + 1).find((other) => other.place?.list === list && other.place.level === level);
      const meant = chosen(item, formats.get(`${list} level${level}`), before, after);
      if (!meant || item.node.nodeName !== "P") {
        item.node.prepend(item.marker ? `${item.marker} ` : "");
        open.length = 0;
        return;
      }
      place(item.node, meant, level, before, open);
    });
  }

  /* A child of a text: a paragraph of a list gives up its marker and says what that could mean. */
  function readItem(node) {
    const found = node.nodeType === Node.ELEMENT_NODE ? placeInList(node) : null;
    if (!found) return { node, place: null };
    const marks = [...node.querySelectorAll("[data-style*='mso-list']")].filter((mark) => !placeInList(mark));
    const marker = marks.map((mark) => mark.textContent).join("").replace(/\s+/g, " ").trim();
    const styles = marks.flatMap((mark) => [mark, mark.parentNode]).map((styled) => styled.getAttribute("data-style"));
    const isSymbol = /Symbol|Wingdings|Webdings/i.test(styles.join());
    for (const mark of marks) mark.remove();
    return { node, place: found, marker, meanings: marks.length ? meaningsOf(marker, isSymbol) : [] };
  }

  /* Everything that a marker could mean: "c." is the third letter, and a hundred in Roman numerals. */
  function meaningsOf(marker, isSymbol) {
    const [, opened, word, closed] = /^([([]?)([0-9]{1,6}|[a-z]{1,12})([.)\]:]{0,2})$/i.exec(marker) || [];
    const isBare = word && !opened && !closed;
    // A picture has no text; bullets of symbol fonts are letters to everyone else.
    if (!word || (isBare && /\D/.test(word) && (isSymbol || word === "o"))) {
      return marker.length <= 1 || isBare ? [{ tag: "ul" }] : [];
    }
    if (/\d/.test(word)) return [{ tag: "ol", type: "1", number: Number(word) }];
    const small = word.toLowerCase();
    const isSmall = word === small;
    if (!isSmall && word !== word.toUpperCase()) return [];
    const roman = romanNumber(small);
    const letter = letterNumber(small);
    const meanings = [];
    if (roman) meanings.push({ tag: "ol", type: isSmall ? "i" : "I", number: roman });
    if (letter) meanings.push({ tag: "ol", type: isSmall ? "a" : "A", number: letter });
    // Standing alone, a letter is a letter, except those that Roman lists of minutes do come to.
    return /^[cdlm]$/.test(small) ? meanings.reverse() : meanings;
  }

  function romanNumber(word) {
    if (!/^m{0,3}(cm|cd|d?c{0,3})(xc|xl|l?x{0,3})(ix|iv|v?i{0,3})$/.test(word)) return 0;
    const values = [...word].map((letter) => ({ i: 1, v: 5, x: 10, l: 50, c: 100, d: 500, m: 1000 })[letter]);
    return values.reduce((sum, value, index) => sum + (value < values[index + 1] ? -value : value), 0);
  }

  /* Word counts on after z with aa, bb, cc. */
  function letterNumber(word) {
    return new Set(word).size === 1 ? word.charCodeAt(0) - 96 + 26 * (word.length - 1) : 0;
  }

  /* What the marker means here: as the style sheet says, else as the list has been going, else as it goes on. */
  function chosen({ meanings }, format, before, after) {
    const types = { "roman-lower": "i", "roman-upper": "I", "alpha-lower": "a", "alpha-upper": "A" };
    return (
      (format === "bullet" && meanings.length && { tag: "ul" }) ||
      meanings.find((meaning) => meaning.type && meaning.type === types[format]) ||
      meanings.find((meaning) => before && continues(before, meaning)) ||
      meanings.find((meaning) => after?.meanings.some((next) => continues(begun(meaning), next))) ||
      meanings[0]
    );
  }

  function continues(list, meaning) {
    if (list.tag !== meaning.tag || list.type !== meaning.type) return false;
    return list.tag === "ul" || list.next === meaning.number;
  }

  function begun(meaning) {
    return { ...meaning, next: meaning.number + 1 };
  }

  /* Put the paragraph into the list it continues, or into a new one: within the item above, if that is less deep. */
  function place(paragraph, meaning, level, before, open) {
    let list = before;
    if (!list || !continues(list, meaning)) {
      if (list) open.pop();
      const element = paragraph.ownerDocument.createElement(meaning.tag);
      if (meaning.tag === "ol") {
        element.setAttribute("type", meaning.type);
        element.setAttribute("start", meaning.number);
      }
      const outer = open.at(-1);
      outer ? outer.element.lastChild.append(element) : paragraph.before(element);
      list = { ...meaning, element, level };
      open.push(list);
    }
    list.next = meaning.number + 1;
    const item = paragraph.ownerDocument.createElement("li");
    item.append(paragraph);
    list.element.append(item);
  }
});
