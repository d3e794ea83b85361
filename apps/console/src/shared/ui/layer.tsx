import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { usePhone } from '../hooks/use-phone.js';
import type { useUnsaved } from '../hooks/use-unsaved.js';

/** A drawer: at the right on wide screens, from the bottom and almost full on a phone. Esc closes it. */
export function Layer({
  open,
  title,
  onClose,
  children,
  footer,
  width = 460,
  unsaved,
  testId,
}: {
  open: boolean;
  title: ReactNode;
  onClose(): void;
  children: ReactNode;
  footer?: ReactNode;
  width?: number;
  /** Asks before the layer closes over what was typed in it; for one that is there only while it is open. */
  unsaved?: Pick<ReturnType<typeof useUnsaved>, 'onTyped' | 'leave'>;
  testId?: string;
}) {
  const phone = usePhone();
  return (
    <Drawer
      open={open}
      title={title}
      onClose={unsaved ? () => unsaved.leave(onClose) : onClose}
      footer={footer}
      destroyOnHidden
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '92%' : width}
      data-testid={testId}
    >
      {unsaved ? <div onInput={unsaved.onTyped}>{children}</div> : children}
    </Drawer>
  );
}
