/**
 * WeChat's scoring rules (体验评分), as far as a build and a run without a phone can break them. docs/weapp.md says of each of
 * the 27 rules where it is judged.
 */
import path from 'node:path';
import type { DistFiles } from './dist-files.js';
import type { HostRecords } from './host-types.js';
import type { NodeStats, SetDataStats } from './page.js';

/** Something that would cost points. */
export interface Finding {
  /** Name of the rule as WeChat gives it. */
  rule: string;
  where: string;
}

/** WeChat's own limits but for setData and requests, where ours are narrower (bytes; per second; before the first screen). */
export const limits = {
  nodes: 1000,
  depth: 30,
  children: 60,
  setDataBytes: 64 * 1024,
  setDataPerSecond: 20,
  firstRequests: 3,
  images: 20,
  unusedCssBytes: 2048,
  /** Of a picture that stands in the page as text. */
  inlineImageBytes: 10 * 1024,
  imageBytes: 100 * 1024,
  tabIconBytes: 40 * 1024,
} as const;

/** APIs that WeChat's documents call out of use; the framework names some of them without calling them. */
const deprecated = [
  'getUserInfo',
  'getUserProfile',
  'createCanvasContext',
  'canvasGetImageData',
  'startRecord',
  'stopRecord',
  'playVoice',
  'pauseVoice',
  'stopVoice',
  'getSystemInfo',
  'getSystemInfoSync',
  'getSystemInfoAsync',
  'saveFile',
  'getSavedFileList',
  'getSavedFileInfo',
  'removeSavedFile',
  'getFileInfo',
  'chooseImage',
  'chooseVideo',
  'navigateToMiniProgramSync',
];

/** Those of the place: WeChat takes them only declared, each by its name, and no more than are called. */
const placeApis = [
  'getFuzzyLocation',
  'getLocation',
  'onLocationChange',
  'startLocationUpdate',
  'startLocationUpdateBackground',
  'chooseLocation',
  'choosePoi',
  'chooseAddress',
];
/** No rule of the score: without it WeChat does not take the upload, or the call fails on the phone. */
const uploadRule = '上传检查';

const image = /\.(png|jpe?g|gif|webp|svg)$/;

interface CssRule {
  selector: string;
  body: string;
}

function cssRules(text: string): CssRule[] {
  const bare = text.replace(/\/\*[\s\S]*?\*\//g, '');
  return [...bare.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selector, body]) => ({
    selector: (selector ?? '').trim(),
    body: body ?? '',
  }));
}

/** True if some class of the selector stands nowhere in the scripts: nothing can have it. `block--state` may be put together. */
function isUnused(selector: string, scripts: string): boolean {
  return selector.split(',').every((one) =>
    [...one.matchAll(/\.([A-Za-z][\w-]*)/g)].some(([, name = '']) => {
      const stem = name.split('--')[0] ?? name;
      return !scripts.includes(name) && !(stem !== name && scripts.includes(`${stem}--`));
    }),
  );
}

/** Findings in the style sheets, images, addresses and settings of a build. */
export function judgeBuild(files: Pick<DistFiles, 'app' | 'sizes' | 'read'>): Finding[] {
  const found: Finding[] = [];
  const names = [...files.sizes.keys()];
  const scripts = names
    .filter((file) => /\.(js|wxml|wxs)$/.test(file))
    .map((file) => files.read(file))
    .join('\n');
  for (const file of names.filter((one) => one.endsWith('.wxss'))) {
    let unused = 0;
    for (const { selector, body } of cssRules(files.read(file))) {
      const where = `${file} ${selector}`;
      if (
        /(^|;)\s*overflow(-[xy])?\s*:\s*(scroll|auto)/.test(body) &&
        !/overflow-scrolling\s*:\s*touch/.test(body)
      )
        found.push({ rule: '开启惯性滚动', where });
      if (/:active\b/.test(selector)) found.push({ rule: '避免使用:active伪类来实现点击态', where });
      const atBottom = /position\s*:\s*fixed/.test(body) && /(^|;)\s*bottom\s*:\s*0/.test(body);
      if (atBottom && !/(^|;)\s*top\s*:/.test(body) && !body.includes('safe-area-inset-bottom'))
        found.push({ rule: 'iPhone X兼容', where });
      if (isUnused(selector, scripts)) unused += Buffer.byteLength(`${selector}{${body}}`);
    }
    if (unused > limits.unusedCssBytes) found.push({ rule: 'WXSS使用率', where: `${file}: ${unused} B` });
  }
  for (const [file, bytes] of files.sizes)
    if (image.test(file) && bytes > limits.imageBytes)
      found.push({ rule: '图片大小', where: `${file}: ${bytes} B` });
  for (const { iconPath, selectedIconPath } of files.app.tabBar?.list ?? [])
    for (const icon of [iconPath, selectedIconPath])
      if (
        icon &&
        (files.sizes.get(path.posix.normalize(icon)) ?? Number.POSITIVE_INFINITY) > limits.tabIconBytes
      )
        found.push({ rule: '图片大小', where: `${icon} is missing or too large` });
  // Loopback is the address of a build for this machine; names of XML dialects are never asked for.
  for (const [url] of scripts.matchAll(/\b(http|ws):\/\/[\w.-]+/g))
    if (!/\/\/(127\.0\.0\.1|localhost|www\.w3\.org)$/.test(url))
      found.push({ rule: '使用HTTPS', where: url });
  const calls = (name: string) => scripts.includes(`.${name}(`);
  const declared = new Set(files.app.requiredPrivateInfos);
  for (const name of placeApis)
    if (calls(name) !== declared.has(name))
      found.push({
        rule: uploadRule,
        where: `${name}: called ${calls(name)}, declared ${declared.has(name)}`,
      });
  if (placeApis.some(calls) && !files.app.permission?.['scope.userLocation']?.desc)
    found.push({ rule: uploadRule, where: 'app.json says not what the place is for' });
  if (files.app.__usePrivacyCheck__ !== true)
    found.push({ rule: uploadRule, where: 'app.json: personal data without consent' });
  if (files.app.lazyCodeLoading !== 'requiredComponents')
    found.push({ rule: '脚本执行时间', where: 'app.json: all pages are loaded at the start' });
  return found;
}

/** What a page did from its opening until its words stood there. */
export interface PageRun {
  route: string;
  setData: Readonly<SetDataStats>;
  nodes: NodeStats;
  /** Of the page, as the framework drew it. */
  images: readonly { src: string; mode: string }[];
  /** Those that were answered by then. */
  requests: HostRecords['requests'];
  /** Names of the `wx` functions that were called. */
  called: ReadonlySet<string>;
}

/** Words that no person wrote: a value that was missing, or was not made into words. */
export function judgeWords(text: string): string[] {
  return text.match(/\b(?:undefined|null|NaN|Infinity|Invalid Date)\b|\[object \w+\]|\$\{[^}]*\}/g) ?? [];
}

/** Findings in one page as it was opened. */
export function judgePage({ route, setData, nodes, images, requests, called }: PageRun): Finding[] {
  const found: Finding[] = [];
  const over = (rule: string, what: string, value: number, limit: number) => {
    if (value > limit) found.push({ rule, where: `${route}: ${what} ${value}, at most ${limit}` });
  };
  over('setData数据大小', 'bytes', setData.largest, limits.setDataBytes);
  over('setData调用频率', 'calls in a second', setData.busiest, limits.setDataPerSecond);
  over('WXML节点数', 'nodes', nodes.count, limits.nodes);
  over('WXML节点数', 'depth', nodes.depth, limits.depth);
  over('WXML节点数', 'children', nodes.children, limits.children);
  over('图片请求数', 'images', images.filter(({ src }) => /^https?:/.test(src)).length, limits.images);
  for (const key of setData.unbound) found.push({ rule: '避免setData数据冗余', where: `${route}: ${key}` });
  for (const { src, mode } of images) {
    if (/^data:/.test(src))
      over('setData数据大小', 'bytes of one picture as text', src.length, limits.inlineImageBytes);
    if (mode === '' || mode === 'scaleToFill')
      found.push({ rule: '保持图片大小比例', where: `${route}: ${src}` });
  }
  const asked = new Set<string>();
  for (const { method, url, status } of requests) {
    if (status !== null && status >= 400)
      found.push({ rule: '避免网络请求异常', where: `${url}: ${status}` });
    if (method === 'GET' && asked.has(url))
      found.push({ rule: '网络请求缓存', where: `${route}: twice ${url}` });
    asked.add(url);
  }
  for (const name of deprecated)
    if (called.has(name)) found.push({ rule: '废弃接口', where: `${route}: wx.${name}` });
  return found;
}
