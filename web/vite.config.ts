import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { traditional } from './build/traditional.ts';

export default defineConfig({
    plugins: [traditional(), svelte()],
    base: '/',
    build: {
        outDir: 'target/classes/web',
        emptyOutDir: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        target: 'es2022',
        rolldownOptions: { checks: { pluginTimings: false } },
    },
    server: { proxy: { '/api': process.env['STATIONBOARD_URL'] ?? 'http://127.0.0.1:8080' } },
    ...(process.env['VITEST'] === undefined ? {} : { resolve: { conditions: ['browser'] } }),
    test: { include: ['src/**/*.test.ts'] },
});
