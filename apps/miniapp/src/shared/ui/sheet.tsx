import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from './a11y';
import { Icon } from './icon';

interface SheetProps {
  open: boolean;
  title: string;
  /** Tap on the veil or the cross; leave out when the person must answer. */
  onClose?: () => void;
  /** Buttons, fixed at the bottom of the sheet. */
  footer?: ReactNode;
  children: ReactNode;
}

/** Bottom sheet. Renders nothing while closed, so that it costs no nodes. */
export function Sheet({ open, title, onClose, footer, children }: SheetProps) {
  if (!open) return null;
  return (
    <View className="cb-sheet" catchMove>
      <View className="cb-sheet__veil" onClick={onClose} {...a11y(undefined, '关闭')} />
      <View className="cb-sheet__panel" {...a11y('dialog', title)}>
        <View className="cb-sheet__head">
          <View className="cb-title cb-grow">{title}</View>
          {onClose ? (
            <View className="cb-sheet__close" onClick={onClose} {...a11y('button', '关闭')}>
              <Icon name="close" size={20} ink="muted" />
            </View>
          ) : null}
        </View>
        <View className="cb-sheet__body">{children}</View>
        {footer ? <View className="cb-sheet__foot">{footer}</View> : null}
      </View>
    </View>
  );
}
