import type { ExportView } from '@cheban/contracts';
import { useState } from 'react';
import { api } from '@/shared/api';
import { useAction } from '@/shared/data/use-action';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { useWaitSeconds } from '@/shared/data/use-wait-seconds';
import { clipboard } from '@/shared/platform';
import { confirm, toast } from '@/shared/ui';
import { PrivacyScreen, textOf } from '../components/privacy-screen';
import '../account.css';

/** What is kept of the owner, and leaving: both ask for a code to the phone on file first. */
export default function PrivacyPage() {
  const { resource, reload, show } = useResource('privacy', () => api.privacy.overview());
  const nowMs = useNow();
  const [waitSec, setWaitSec] = useWaitSeconds();
  const [mine, setMine] = useState<ExportView | null>(null);

  const send = useAction(async () => {
    const { resendAfterSec } = await api.privacy.sendCode();
    setWaitSec(resendAfterSec);
    toast('验证码已发送');
  });
  const look = useAction(async (code: string) => setMine(await api.privacy.exportData({ body: { code } })));
  const leave = useAction(async (code: string) => {
    const days = resource.data?.pauseDays;
    if (days === undefined) return;
    const sure = await confirm({
      title: '确定注销账号？',
      content: `${days} 天内可以随时撤回。到期后个人信息会被删除，不能恢复。`,
      confirmText: '确定注销',
    });
    if (!sure) return;
    show(await api.privacy.askErasure({ body: { code, understood: true } }));
    toast('已收到您的申请');
  });
  const stay = useAction(async () => {
    await api.privacy.withdrawErasure();
    toast('已撤回，欢迎继续使用', 'success');
    await reload();
  });

  return (
    <PrivacyScreen
      privacy={resource}
      mine={mine}
      nowMs={nowMs}
      waitSec={waitSec}
      busy={look.pending || leave.pending || stay.pending}
      onSend={() => void send.run()}
      onLook={(code) => void look.run(code)}
      onCopy={() => {
        if (mine)
          void clipboard
            .copy(textOf(mine))
            .then((copied) => toast(copied ? '已复制，可粘贴保存' : '没能复制，请截屏保存'));
      }}
      onLeave={(code) => void leave.run(code)}
      onStay={() => void stay.run()}
      onRetry={reload}
    />
  );
}
