/** What axe-core finds on a page: [{"id","impact","help","nodes":[{"target","why"}]}], each with an impact. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export async function barriers(page) {
    // Evaluated, not added as a script: the pages forbid scripts that are not their own, and keep doing so.
    await page.evaluate(source);
    // A number that is just settling is half faint for 200 ms: contrast is looked at with the page still.
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }));
    await page.emulateMedia({ reducedMotion: null });
    return found.violations.map(({ id, impact, help, nodes }) => ({
        id,
        impact: impact ?? 'minor',
        help,
        nodes: nodes.slice(0, 5).map((node) => ({ target: node.target.join(' '), why: node.failureSummary })),
    }));
}
