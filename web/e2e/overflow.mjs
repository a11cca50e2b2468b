/**
 * Where text does not fit, as a list of sentences: an element narrower than its text, text that leaves its tile or the
 * screen, a page that scrolls sideways. Text inside drawings (SVG) is not looked at.
 */
export const overflow = (page) => page.evaluate(looked);

function looked() {
    const found = [];
    if (Math.max(document.documentElement.scrollWidth, document.body.scrollWidth) > innerWidth + 1) {
        found.push(`the page scrolls sideways: ${document.body.scrollWidth} > ${innerWidth}`);
    }
    const speaks = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
    const seen = (element) =>
        element.checkVisibility({ visibilityProperty: true }) && element.closest('.visually-hidden, option') === null;
    for (const element of document.querySelectorAll('header *, main *, footer *, form *')) {
        if (!(element instanceof HTMLElement) || !speaks(element) || !seen(element)) {
            continue;
        }
        const tile = element.closest('[data-tile]');
        const say = `${tile?.dataset.tile ?? 'page'}: "${element.textContent.trim().slice(0, 40)}"`;
        if (
            element.clientWidth > 0 &&
            element.scrollWidth > element.clientWidth + 1 &&
            getComputedStyle(element).display !== 'inline'
        ) {
            found.push(`${say} needs ${element.scrollWidth}, has ${element.clientWidth}`);
        }
        const own = element.getBoundingClientRect();
        const box = (tile ?? document.body).getBoundingClientRect();
        // A pane that scrolls holds more than it shows, on purpose.
        const scrolls = element.closest('[data-pane]') !== null;
        // Great figures hang a little into the margin, so that their stem and not their side bearing is in line.
        const hang = 2 + innerHeight / 100;
        if (
            own.width > 0 &&
            (own.right > box.right + 2 || (!scrolls && own.bottom > box.bottom + 2) || own.left < box.left - hang)
        ) {
            found.push(`${say} leaves its box`);
        }
    }
    return found;
}
