import { api } from '@/shared/api';
import { showUnread } from '@/shared/data/unread';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { MineScreen } from './screen';
import './mine.css';

export default function MinePage() {
  const { resource, reload } = useResource('me', () => api.auth.me());
  const known = resource.data?.bound === true && resource.data.consented;
  const messages = useResource(known ? 'unread' : null, async () => {
    const { unread } = await api.message.list({ query: { limit: 1 } });
    showUnread(unread);
    return unread;
  });
  return (
    <MineScreen
      me={resource}
      unread={messages.resource.data ?? 0}
      onMessages={() => go('message.list')}
      onBind={() => go('account.bind')}
      onVehicle={(id) => go('vehicle.history', { id })}
      onPurse={(page) => go(page)}
      onCases={() => go('case.list')}
      onReminders={() => go('account.preferences')}
      onSettings={() => go('account.settings')}
      onRetry={reload}
    />
  );
}
