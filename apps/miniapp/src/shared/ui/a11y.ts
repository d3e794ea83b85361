/** What assistive technology is told about an element. */
interface Accessible {
  readonly ariaRole?: string;
  readonly ariaLabel?: string;
}

type Role = 'button' | 'link' | 'img' | 'dialog' | 'alert';

/**
 * Role and label of an element for screen readers. WeChat and browsers name these properties differently, and on H5 a
 * button made of a view has to be reachable by keyboard, too.
 */
export function a11y(role: Role | undefined, label?: string): Accessible {
  if (process.env.TARO_ENV !== 'h5') {
    return { ...(role ? { ariaRole: role } : {}), ...(label ? { ariaLabel: label } : {}) };
  }
  const touchable = role === 'button' || role === 'link';
  return {
    ...(role ? { role } : {}),
    ...(label ? { 'aria-label': label } : {}),
    ...(touchable ? { tabindex: '0' } : {}),
  } as Accessible;
}
