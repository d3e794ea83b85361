import type { Framework, MountedPage, PageInstance } from './framework.js';

/** What setData moved from the logic layer to the view layer. */
export interface SetDataStats {
  count: number;
  /** Bytes of all calls as JSON. */
  bytes: number;
  /** Bytes of the largest call. */
  largest: number;
  /** Most calls within one second. */
  busiest: number;
  /** Paths that no template is bound to: what is sent along for nothing. */
  unbound: string[];
}

export interface NodeStats {
  count: number;
  depth: number;
  /** Most children under one node. */
  children: number;
}

/** A page of the stack. */
export interface PageRecord {
  route: string;
  query: Record<string, string>;
  mounted: MountedPage;
  instance: PageInstance;
  setData: SetDataStats;
  /** How often the page's event handler ran; a tap that nobody handles leaves it as it was. */
  handled: { count: number };
}

/** Mounts a page, counts its setData calls and runs its first life-cycle methods. */
export function openPage(framework: Framework, route: string, query: Record<string, string>): PageRecord {
  const mounted = framework.mount(route);
  const { instance } = mounted;
  const setData: SetDataStats = { count: 0, bytes: 0, largest: 0, busiest: 0, unbound: [] };
  const calls: number[] = [];
  const original = instance.setData.bind(instance);
  instance.setData = (data, callback) => {
    const bytes = Buffer.byteLength(JSON.stringify(data));
    setData.count += 1;
    setData.bytes += bytes;
    setData.largest = Math.max(setData.largest, bytes);
    const now = performance.now();
    calls.push(now);
    setData.busiest = Math.max(setData.busiest, calls.filter((at) => at > now - 1000).length);
    // Taro's templates draw the tree under `root` and nothing else.
    setData.unbound.push(...Object.keys(data).filter((key) => !/^root\b/.test(key)));
    original(data, callback);
  };
  instance.route = route;
  instance.options = query;
  const record = { route, query, mounted, instance, setData, handled: { count: 0 } };
  instance.onLoad?.(query);
  instance.onShow?.();
  instance.onReady?.();
  return record;
}

/** Text of an element as a person reads it, one line per block. */
export function textOf(element: Element): string {
  const lines: string[] = [];
  const visit = (node: Element): string => {
    let line = '';
    const flush = () => {
      if (line.trim()) lines.push(line.replace(/\s+/g, ' ').trim());
      line = '';
    };
    for (const child of node.childNodes) {
      if (child.nodeType === 3) line += child.textContent ?? '';
      else if (child.nodeType === 1) {
        const element = child as Element;
        if (/^(text|span)$/i.test(element.tagName)) line += visit(element);
        else {
          flush();
          line += visit(element);
          flush();
        }
      }
    }
    return line;
  };
  const rest = visit(element);
  if (rest.trim()) lines.push(rest.replace(/\s+/g, ' ').trim());
  return lines.join('\n');
}

/** Images of a page with how they are fitted into their place. */
export function imagesOf(element: Element): { src: string; mode: string }[] {
  return [...element.querySelectorAll('image')].map((one) => ({
    src: one.getAttribute('src') ?? '',
    mode: one.getAttribute('mode') ?? '',
  }));
}

/** Node count, depth and fan-out of a page, as WeChat's audit counts them. */
export function nodeStats(element: Element): NodeStats {
  const stats = { count: 0, depth: 0, children: 0 };
  const visit = (node: Element, depth: number) => {
    stats.count += 1;
    stats.depth = Math.max(stats.depth, depth);
    stats.children = Math.max(stats.children, node.children.length);
    for (const child of node.children) visit(child, depth + 1);
  };
  for (const child of element.children) visit(child, 1);
  return stats;
}

const squeeze = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

/**
 * Finds what a person would point at: a CSS selector (starting with `.`, `#` or `[`), else words: the innermost element
 * whose text or aria-label is exactly that, else the innermost one that contains it.
 */
export function find(root: Element, target: string): Element | undefined {
  if (/^[.#[]/.test(target)) return root.querySelector(target) ?? undefined;
  const all = [...root.querySelectorAll('*')];
  const innermost = (matches: Element[]) =>
    matches.find((element) => !matches.some((other) => other !== element && element.contains(other)));
  return (
    innermost(all.filter((element) => squeeze(element.textContent) === target)) ??
    all.find((element) => squeeze(element.getAttribute('aria-label')) === target) ??
    innermost(all.filter((element) => squeeze(element.textContent).includes(target)))
  );
}
