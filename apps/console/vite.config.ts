import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** Where the API answers while developing; in production the same origin serves both. */
const api = { '/api': { target: process.env['CHEBAN_API'] ?? 'http://127.0.0.1:3000', changeOrigin: true } };

export default defineConfig({
  plugins: [react()],
  server: { proxy: api },
  preview: { proxy: api },
  build: {
    target: 'es2022',
    cssCodeSplit: true,
    // The component library is one lazy chunk behind the log-in page; the default limit would warn about it.
    chunkSizeWarningLimit: 800,
  },
});
