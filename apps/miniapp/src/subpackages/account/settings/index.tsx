import { useState } from 'react';
import { api, session } from '@/shared/api';
import { forgetResources, useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { privacy } from '@/shared/platform';
import { useBrand } from '@/shared/theme/brand-store';
import { setLargeText, useLargeText } from '@/shared/theme/large-text';
import { confirm, Sheet } from '@/shared/ui';
import { SettingsScreen } from '../screens';
import '../account.css';

export default function SettingsPage() {
  const largeText = useLargeText();
  const brand = useBrand();
  const [reading, setReading] = useState(false);
  const { resource } = useResource(session.isLoggedIn() ? 'me' : null, () => api.auth.me());

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
    go('home');
  };

  return (
    <SettingsScreen
      largeText={largeText}
      phoneMasked={resource.data?.phoneMasked ?? null}
      loggedIn={session.isLoggedIn()}
      onLargeText={setLargeText}
      onPhone={() => go('account.bind')}
      onPrivacy={() => setReading(!privacy.openContract())}
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
