import { api } from '@/shared/api';
import { useList } from '@/shared/data/use-list';
import { useNow } from '@/shared/data/use-now';
import { go } from '@/shared/nav/go';
import { ListPage } from '@/shared/ui';
import { PlayCard } from '../components/play-card';
import '../game.css';

const empty = {
  icon: 'gift',
  title: '还没有玩过',
  note: '答题、转转盘，奖品都会放在这里。',
  action: { label: '去看看', onClick: () => go('game.list') },
} as const;

/** My tries and what I won, the latest first. */
export default function PlaysPage() {
  const list = useList('plays', (cursor) => api.game.myPlays({ query: { cursor, limit: 20 } }));
  const nowMs = useNow();
  return (
    <ListPage list={list} empty={empty}>
      {(play) => <PlayCard key={play.id} play={play} nowMs={nowMs} reload={list.reload} />}
    </ListPage>
  );
}
