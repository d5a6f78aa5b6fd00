// What is wrong with a page as a reader sees it, one sentence each.
function pageFaults(dark, printed) {
  const faults = [];
  const shown = text => text.length > 40 ? text.slice(0, 40) + "…" : text;
  const numbers = colour => (colour.match(/[\d.]+/g) || []).map(Number);

  // The contrast of the web content accessibility guidelines 2.1.
  const luminance = colour => {
    const [r, g, b] = numbers(colour).map(c => c / 255).map(c => c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (a, b) => {
    const [x, y] = [luminance(a) + 0.05, luminance(b) + 0.05];
    return Math.max(x, y) / Math.min(x, y);
  };

  if (!printed && matchMedia("(prefers-color-scheme: dark)").matches !== dark) faults.push("the colour scheme is not the one that was asked for");
  if (luminance(getComputedStyle(document.body).backgroundColor) > 0.2 === dark) faults.push("the page has not the reader's colours");
  if (document.documentElement.scrollWidth > innerWidth) faults.push(`the page is ${document.documentElement.scrollWidth} wide in a window of ${innerWidth}`);

  // Words on a page lie on the nearest ground that is painted; words of a plot on their cell, or on its paper.
  const ground = element => {
    for (let e = element; e; e = e.parentElement) {
      const colour = getComputedStyle(e).backgroundColor;
      if (numbers(colour)[3] !== 0) return colour;
    }
    return "rgb(255, 255, 255)";
  };
  const under = text => {
    const before = text.previousElementSibling, cell = /\bw\d+\b/.test(text.getAttribute("class"));
    const rect = !cell ? text.ownerSVGElement.querySelector(".paper") : before.tagName === "rect" ? before : before.previousElementSibling;
    return getComputedStyle(rect).fill;
  };
  const readable = (words, colour, paper) => {
    const value = contrast(colour, paper);
    if (value < 4.5) faults.push(`“${shown(words)}” has a contrast of ${value.toFixed(2)}: ${colour} on ${paper}`);
  };
  for (const element of document.querySelectorAll("main *:not(svg):not(svg *)")) {
    const words = [...element.childNodes].filter(n => n.nodeType === Node.TEXT_NODE).map(n => n.data.trim()).join(" ");
    if (words && element.getClientRects().length) readable(words, getComputedStyle(element).color, ground(element));
  }

  const plots = [...document.querySelectorAll("svg.plot")];
  if (plots.length === 0) faults.push("there is no plot");
  for (const plot of plots) {
    const name = plot.querySelector("title").textContent, box = plot.getBoundingClientRect();
    if (box.width < 100 || box.height < 40 || getComputedStyle(plot).visibility !== "visible") faults.push(`“${name}” is ${box.width} × ${box.height}`);
    if (box.left < 0 || box.right > innerWidth + 0.5) faults.push(`“${name}” goes from ${box.left} to ${box.right} in a window of ${innerWidth}`);
    const texts = [...plot.querySelectorAll("text")].map(t => ({ t, words: [...t.childNodes].filter(n => n.nodeType === Node.TEXT_NODE).map(n => n.data).join(""), box: t.getBoundingClientRect() }));
    for (const { t, words, box: b } of texts) {
      if (b.width <= 0 || b.height <= 0) faults.push(`“${words}” of “${name}” is not there`);
      if (b.left < box.left - 0.5 || b.right > box.right + 0.5 || b.top < box.top - 0.5 || b.bottom > box.bottom + 0.5) faults.push(`“${words}” leaves “${name}”`);
      readable(words, getComputedStyle(t).fill, under(t));
    }
    for (let i = 0; i < texts.length; i++)
      for (let j = 0; j < i; j++) {
        const [a, b] = [texts[i].box, texts[j].box];
        const across = Math.min(a.right, b.right) - Math.max(a.left, b.left), down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
        if (across > 0 && down > 0) faults.push(`“${texts[i].words}” lies on “${texts[j].words}” in “${name}”, ${across.toFixed(1)} × ${down.toFixed(1)}`);
      }
  }
  for (const image of document.querySelectorAll("img")) if (!image.complete || image.naturalWidth === 0) faults.push(`the image “${image.alt}” cannot be shown`);
  return faults;
}
