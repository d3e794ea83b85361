import path from 'node:path';
import { defineConfig, type UserConfigExport } from '@tarojs/cli';

/** Base URL the mini-program calls; H5 always uses its own origin. Set by the build environment of a group. */
const apiBase = process.env.CHEBAN_API_BASE ?? 'http://127.0.0.1:7300/api';
const platform = process.env.TARO_ENV === 'h5' ? 'h5' : 'weapp';
const gallery = process.env.CHEBAN_GALLERY === '1';
const room = path.resolve(__dirname, '..');

const config: UserConfigExport<'vite'> = {
  projectName: 'cheban-miniapp',
  date: '2026-11-21',
  designWidth: 375,
  deviceRatio: { 375: 2, 750: 1 },
  sourceRoot: 'src',
  outputRoot: gallery ? 'dist/gallery' : `dist/${platform}`,
  framework: 'react',
  compiler: 'vite',
  plugins: [path.join(__dirname, 'aria-plugin.ts')],
  alias: { '@': path.join(room, 'src') },
  // A group brands its own build; an empty value keeps the defaults of shared/theme/brand.ts.
  defineConstants: {
    API_BASE: JSON.stringify(apiBase),
    BRAND_NAME: JSON.stringify(process.env.CHEBAN_BRAND_NAME ?? ''),
    BRAND_COLOUR: JSON.stringify(process.env.CHEBAN_BRAND_COLOUR ?? ''),
  },
  enableSourceMap: false,
  mini: {
    // Lengths stay in px: WeChat's px is already density independent, and large-text mode scales tokens itself.
    postcss: {
      pxtransform: { enable: false, config: {} },
      cssModules: { enable: false, config: { namingPattern: 'module', generateScopedName: '[local]' } },
    },
  },
  h5: {
    publicPath: '/',
    staticDirectory: 'static',
    router: { mode: 'hash' },
    legacy: false,
    postcss: {
      autoprefixer: { enable: true, config: {} },
      pxtransform: { enable: false, config: {} },
      cssModules: { enable: false, config: { namingPattern: 'module', generateScopedName: '[local]' } },
    },
  },
};

export default defineConfig<'vite'>(config);
