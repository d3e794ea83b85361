import { useRouter } from '@tarojs/taro';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { openPath } from '@/shared/nav/go';
import { MessageDetail } from '../components/message-detail';
import '../message.css';

export default function MessageDetailPage() {
  const { id = '' } = useRouter().params;
  // Reading is opening: the answer carries the words, and asking twice changes nothing.
  const { resource, reload } = useResource(`message:${id}`, () => api.message.open({ params: { id } }));
  const nowMs = useNow();
  return <MessageDetail message={resource} nowMs={nowMs} onRetry={reload} onAct={(page) => openPath(page)} />;
}
