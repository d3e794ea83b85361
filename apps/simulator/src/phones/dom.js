/**
 * Makes an element. Text goes in as text, never as HTML.
 * @param {string} tag name, with classes after dots: `div.card.big`
 * @param {Record<string, unknown>} [props] attributes; functions become listeners of that name
 * @param {...(Node | string | null | undefined | false)} children
 * @returns {HTMLElement}
 */
export function el(tag, props = {}, ...children) {
  const [name, ...classes] = tag.split('.');
  const node = document.createElement(name);
  if (classes.length > 0) node.className = classes.join(' ');
  for (const [key, value] of Object.entries(props)) {
    if (typeof value === 'function') node.addEventListener(key, value);
    else if (value === true) node.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, String(value));
  }
  node.append(...children.filter((child) => child || child === 0));
  return node;
}

const PATHS = {
  back: 'M15 4 7 12l8 8',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  bell: 'M6 16V11a6 6 0 0 1 12 0v5l1.5 2h-15L6 16ZM10 20.5a2 2 0 0 0 4 0',
  car: 'M4 16v-4l2-5h12l2 5v4M4 12h16M4 16h16v2h-3v-2M7 18H4v-2M7.5 14h.01M16.5 14h.01',
  sms: 'M4 5h16v11H10l-4 3.5V16H4V5Z',
  people:
    'M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM3 20c0-4 2.5-6 6-6s6 2 6 6M16 5a3 3 0 0 1 0 6M17.5 14c2.3.5 3.5 2.5 3.5 6',
  find: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18ZM15.5 8.5l-2 5-5 2 2-5 5-2Z',
  me: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5c0-4 3-6 7.5-6s7.5 2 7.5 6',
  chat: 'M10 4c4.4 0 8 2.7 8 6.2s-3.6 6.2-8 6.2c-.8 0-1.5-.1-2.2-.2L4.5 18l.8-2.8C3.3 14 2 12.2 2 10.2 2 6.7 5.6 4 10 4Z',
};

/**
 * A line icon.
 * @param {keyof typeof PATHS} name
 */
export function icon(name) {
  const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS('http://www.w3.org/2000/svg', 'path');
  path.setAttribute('d', PATHS[name]);
  svg.append(path);
  return svg;
}

/** `138****5678`. */
export function maskPhone(phone) {
  return phone.length >= 11 ? `${phone.slice(0, 3)}****${phone.slice(-4)}` : phone;
}

const KEYS = ['data-delivery', 'data-chat', 'aria-label', 'class'];

/**
 * Renders and then puts the focus, and what was being typed, back where it was.
 * @param {HTMLElement} container
 * @param {() => void} render
 */
export function keepFocus(container, render) {
  const before = container.contains(document.activeElement) ? document.activeElement : null;
  const key = before && KEYS.find((name) => before.hasAttribute(name));
  render();
  if (!before || !key) return;
  const after = container.querySelector(`[${key}="${CSS.escape(before.getAttribute(key))}"]`);
  if (after instanceof HTMLInputElement && after.type === 'text') after.value = before.value;
  after?.focus({ preventScroll: true });
}
