import { privacyVersion } from '@cheban/contracts/constants';
import { useState } from 'react';
import { api, session } from '@/shared/api';
import { forgetDraft } from '@/shared/data/circle-draft';
import { useAction } from '@/shared/data/use-action';
import { forgetResources, useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { privacy } from '@/shared/platform';
import { useBrand } from '@/shared/theme/brand-store';
import { setLargeText, useLargeText } from '@/shared/theme/large-text';
import { confirm, Sheet, toast } from '@/shared/ui';
import { SettingsScreen } from '../components/settings-screen';
import '../account.css';

export default function SettingsPage() {
  const largeText = useLargeText();
  const brand = useBrand();
  const [reading, setReading] = useState(false);
  const { resource, reload } = useResource('me', () => api.auth.me());

  const logout = async () => {
    const sure = await confirm({
      title: '退出登录？',
      content: '退出后，需要重新登录才能查看爱车和预约。',
      confirmText: '退出',
    });
    if (!sure) return;
    // The device forgets even if the server cannot be told.
    await api.auth.logout().catch(() => undefined);
    session.clear();
    forgetResources();
    forgetDraft();
    go('home');
  };

  const withdraw = useAction(async () => {
    const sure = await confirm({
      title: '撤回隐私同意？',
      content: '撤回后，我们不再提醒您保养，也看不到预约和服务记录。您随时可以重新同意。',
      confirmText: '撤回',
    });
    if (!sure) return;
    await api.auth.consent({ body: { version: privacyVersion, granted: false } });
    privacy.forget();
    forgetResources();
    forgetDraft();
    toast('已撤回');
    await reload();
  });

  return (
    <SettingsScreen
      largeText={largeText}
      phoneMasked={resource.data?.phoneMasked ?? null}
      loggedIn={session.isLoggedIn()}
      onLargeText={setLargeText}
      onReminders={resource.data?.bound ? () => go('account.preferences') : undefined}
      onPhone={() => go('account.bind')}
      onPrivacy={() => setReading(!privacy.openContract())}
      onMyData={resource.data?.bound && resource.data.consented ? () => go('account.privacy') : undefined}
      onWithdraw={resource.data?.consented ? () => void withdraw.run() : undefined}
      onLogout={() => void logout()}
      sheet={
        <Sheet
          open={reading}
          title={brand.privacy?.title ?? '用户隐私保护指引'}
          onClose={() => setReading(false)}
        >
          {brand.privacy?.text ?? '暂时没能打开，请稍后再试。'}
        </Sheet>
      }
    />
  );
}
