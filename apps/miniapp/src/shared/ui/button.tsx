import { Button as NativeButton, type ButtonProps as NativeButtonProps, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';

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
  /** WeChat abilities that only a native button has; leave out on H5. */
  openType?: NativeButtonProps['openType'];
  onGetPhoneNumber?: NativeButtonProps['onGetPhoneNumber'];
  onAgreePrivacyAuthorization?: NativeButtonProps['onAgreePrivacyAuthorization'];
  /** WeChat asks for the id of the agreeing button. */
  id?: string;
  ariaLabel?: string;
}

/**
 * The one button of the app: 44 px or more to touch, never fires while loading or disabled. It is a view, because the
 * native button carries styles of its own that differ by platform; only WeChat abilities need the native one.
 */
export function Button(props: ButtonProps) {
  const {
    children,
    onClick,
    kind = 'primary',
    size = 'large',
    block,
    disabled,
    loading,
    id,
    ariaLabel,
  } = props;
  const { openType, onGetPhoneNumber, onAgreePrivacyAuthorization } = props;
  const off = Boolean(disabled || loading);
  const classes = ['cb-button', `cb-button--${kind}`, `cb-button--${size}`];
  if (block) classes.push('cb-button--block');
  if (off) classes.push('cb-button--off');
  const common = {
    ...(id ? { id } : {}),
    className: classes.join(' '),
    hoverClass: off ? 'none' : 'cb-button--pressed',
    ...a11y('button', ariaLabel),
    onClick: off ? undefined : onClick,
  };
  const content = (
    <>
      {loading ? <View className="cb-button__busy" /> : null}
      {children}
    </>
  );
  if (openType) {
    return (
      <NativeButton
        {...common}
        openType={off ? undefined : openType}
        onGetPhoneNumber={onGetPhoneNumber}
        onAgreePrivacyAuthorization={onAgreePrivacyAuthorization}
      >
        {content}
      </NativeButton>
    );
  }
  return <View {...common}>{content}</View>;
}
