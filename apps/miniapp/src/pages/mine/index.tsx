import { api } from '@/shared/api';
import { useResource } from '@/shared/data/use-resource';
import { go } from '@/shared/nav/go';
import { MineScreen } from './screen';
import './mine.css';

export default function MinePage() {
  const { resource, reload } = useResource('me', () => api.auth.me());
  return (
    <MineScreen
      me={resource}
      onMessages={() => go('message.list')}
      onBind={() => go('account.bind')}
      onSettings={() => go('account.settings')}
      onRetry={reload}
    />
  );
}
