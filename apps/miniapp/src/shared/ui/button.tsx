import { Button as TaroButton, type ButtonProps as TaroButtonProps } from '@tarojs/components';
import type { ReactNode } from 'react';

interface ButtonProps {
  children: ReactNode;
  onClick?: () => void;
  /** `primary` once per screen; `quiet` is text only. */
  kind?: 'primary' | 'secondary' | 'quiet' | 'danger';
  size?: 'large' | 'medium' | 'small';
  /** Full width. */
  block?: boolean;
  disabled?: boolean;
  /** Shows that work is under way and takes no further taps. */
  loading?: boolean;
  /** WeChat abilities that only a native button has. Ignored on H5. */
  openType?: TaroButtonProps['openType'];
  onGetPhoneNumber?: TaroButtonProps['onGetPhoneNumber'];
  onAgreePrivacyAuthorization?: TaroButtonProps['onAgreePrivacyAuthorization'];
  /** WeChat asks for the id of the agreeing button. */
  id?: string;
  ariaLabel?: string;
}

/** The one button of the app: 44 px or more to touch, never fires while loading or disabled. */
export function Button(props: ButtonProps) {
  const {
    children,
    onClick,
    kind = 'primary',
    size = 'large',
    block,
    disabled,
    loading,
    ariaLabel,
    ...native
  } = props;
  const off = disabled || loading;
  const classes = ['cb-button', `cb-button--${kind}`, `cb-button--${size}`];
  if (block) classes.push('cb-button--block');
  if (off) classes.push('cb-button--off');
  return (
    <TaroButton
      className={classes.join(' ')}
      hoverClass={off ? 'none' : 'cb-button--pressed'}
      disabled={off ?? false}
      loading={loading ?? false}
      ariaLabel={ariaLabel}
      onClick={off ? undefined : onClick}
      {...native}
    >
      {children}
    </TaroButton>
  );
}
