import type { Page } from 'playwright-core';

/** What a person who cannot see well would stumble over: a smoke test, not an audit. Runs in the page. */
export async function accessProblems(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const problems: string[] = [];
    if (!document.documentElement.lang.startsWith('zh')) problems.push('the page does not say it is Chinese');
    if (document.title.trim() === '') problems.push('the page has no title');
    const shown = (element: Element) =>
      element.checkVisibility({ visibilityProperty: true }) && !element.closest('[aria-hidden="true"]');
    const byIds = (ids: string | null) =>
      (ids ?? '')
        .split(/\s+/)
        .map((id) => document.getElementById(id)?.textContent ?? '')
        .join('');
    const nameOf = (element: Element) => {
      const labels = 'labels' in element ? [...((element as HTMLInputElement).labels ?? [])] : [];
      return [
        element.getAttribute('aria-label'),
        byIds(element.getAttribute('aria-labelledby')),
        ...labels.map((label) => label.textContent),
        element.textContent,
        element.getAttribute('title'),
        element.getAttribute('placeholder'),
        ...[...element.querySelectorAll('[alt], [aria-label], title')].map(
          (inner) => inner.getAttribute('alt') ?? inner.getAttribute('aria-label') ?? inner.textContent,
        ),
      ]
        .join('')
        .trim();
    };
    const controls = 'button, [role="button"], a[href], input:not([type="hidden"]), select, textarea';
    for (const element of document.querySelectorAll(controls)) {
      if (shown(element) && nameOf(element) === '')
        problems.push(`no name: ${element.outerHTML.slice(0, 160)}`);
    }
    // The browser draws these in its own language: AM/PM and mm/dd/yyyy on an English one.
    for (const type of ['time', 'date', 'datetime-local', 'month', 'week'])
      for (const element of document.querySelectorAll(`input[type="${type}"]`))
        problems.push(`speaks the browser's language: ${element.outerHTML.slice(0, 160)}`);
    return problems;
  });
}

/** What is wider than the window, if people would have to scroll sideways; null if nothing is. */
export async function widthProblem(page: Page): Promise<string | null> {
  return page.evaluate(() => {
    const { scrollWidth } = document.documentElement;
    if (scrollWidth <= window.innerWidth) return null;
    const widest = [...document.querySelectorAll('body *')]
      .map((element) => ({ element, right: element.getBoundingClientRect().right }))
      .sort((a, b) => b.right - a.right)[0];
    return `${scrollWidth} px in a window of ${window.innerWidth}; widest: ${widest?.element.outerHTML.slice(0, 120)}`;
  });
}
