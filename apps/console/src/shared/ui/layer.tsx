import { Drawer } from 'antd';
import type { ReactNode } from 'react';
import { usePhone } from '../hooks/use-phone.js';

/** A drawer: at the right on wide screens, from the bottom and almost full on a phone. Esc closes it. */
export function Layer({
  open,
  title,
  onClose,
  children,
  footer,
  width = 460,
  testId,
}: {
  open: boolean;
  title: ReactNode;
  onClose(): void;
  children: ReactNode;
  footer?: ReactNode;
  width?: number;
  testId?: string;
}) {
  const phone = usePhone();
  return (
    <Drawer
      open={open}
      title={title}
      onClose={onClose}
      footer={footer}
      destroyOnHidden
      placement={phone ? 'bottom' : 'right'}
      size={phone ? '92%' : width}
      data-testid={testId}
    >
      {children}
    </Drawer>
  );
}
