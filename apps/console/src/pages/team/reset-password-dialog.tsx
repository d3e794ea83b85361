import type { ColleagueView } from '@cheban/contracts';
import { Input, Modal } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { FormError } from '../../shared/ui/form-error.js';
import { newPassword } from './password.js';

/** Sets a one-time password, which has to be told in person, and ends all log-ins of the colleague. */
export function ResetPasswordDialog({ colleague, onClose }: { colleague: ColleagueView; onClose(): void }) {
  const [password, setPassword] = useState(newPassword);
  const reset = useSubmit(api.team.resetPassword, {
    refresh: ['team'],
    success: `${colleague.name} 的密码已重置，所有设备已退出`,
    quiet: true,
    onSuccess: onClose,
  });
  return (
    <Modal
      open
      title={`重置 ${colleague.name} 的密码`}
      okText="重置密码"
      cancelText="返回"
      okButtonProps={{
        danger: true,
        disabled: password.length < 10,
        loading: reset.isPending,
        'data-testid': 'reset-password-submit',
      }}
      onOk={() => reset.mutate({ params: { id: colleague.id }, body: { password } })}
      onCancel={onClose}
    >
      <label htmlFor="new-one-time-password" className="muted">
        一次性密码，请先记下并当面或电话告知；对方登录后需要修改。
      </label>
      <Input
        id="new-one-time-password"
        style={{ margin: '8px 0 12px' }}
        autoComplete="off"
        value={password}
        onChange={(event) => setPassword(event.target.value)}
      />
      <FormError error={reset.error} />
    </Modal>
  );
}
