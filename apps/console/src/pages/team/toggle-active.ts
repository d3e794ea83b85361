import type { ColleagueView } from '@cheban/contracts';
import { App } from 'antd';
import { api } from '../../app/api.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';

/** Asks and then closes or reopens an account. */
export function useToggleActive(): (colleague: ColleagueView) => void {
  const { modal } = App.useApp();
  const update = useSubmit(api.team.update, {
    refresh: ['team'],
    success: (view) => (view.active ? '账号已恢复' : '账号已停用，所有设备已退出'),
  });
  return (colleague) => {
    const send = () =>
      update
        .mutateAsync({ params: { id: colleague.id }, body: { active: !colleague.active } })
        .catch(() => undefined);
    if (!colleague.active) {
      void send();
      return;
    }
    void modal.confirm({
      title: `停用 ${colleague.name} 的账号？`,
      content: '停用后立即退出所有设备，历史记录保留，可以随时恢复。',
      okText: '停用账号',
      okButtonProps: { danger: true },
      cancelText: '返回',
      onOk: send,
    });
  };
}
