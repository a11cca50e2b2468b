/** Opens the system's Chromium with a fresh profile and nothing that calls home. */
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const CANDIDATES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export function chromiumPath() {
    const named = process.env.STATIONBOARD_CHROMIUM;
    const found = [...(named === undefined ? [] : [named]), ...CANDIDATES].find((path) => existsSync(path));
    if (found === undefined) {
        throw new Error(`Chromium: not found (expected: one of ${CANDIDATES.join(', ')}, or STATIONBOARD_CHROMIUM)`);
    }
    return found;
}

export async function openPage(width, height) {
    const browser = await chromium.launch({
        executablePath: chromiumPath(),
        headless: true,
        args: [
            '--no-sandbox',
            '--disable-gpu',
            '--disable-background-networking',
            '--disable-quic',
            '--no-first-run',
            '--disable-component-update',
            '--disable-sync',
        ],
    });
    const context = await browser.newContext({
        viewport: { width, height },
        deviceScaleFactor: 1,
        locale: 'zh-CN',
        colorScheme: 'dark',
    });
    return { browser, page: await context.newPage() };
}
