import { useShareAppMessage } from '@tarojs/taro';
import { useMemo } from 'react';
import { pagePaths } from '@/routes';
import { api } from '@/shared/api';
import { useNow } from '@/shared/data/use-now';
import { useResource } from '@/shared/data/use-resource';
import { album, clipboard, share } from '@/shared/platform';
import { toast } from '@/shared/ui';
import { MineScreen } from '../components/mine-screen';
import '../referral.css';

/** 邀请朋友: my code, and the friends who came by it. */
export default function MyInvitationPage() {
  const { resource, reload } = useResource('referral', () => api.referral.mine());
  const nowMs = useNow();
  const { code = null, sharePath = null, shareTitle = '' } = resource.data ?? {};
  useShareAppMessage(() => ({ title: shareTitle, path: `/${sharePath ?? pagePaths.home}` }));
  const link = sharePath === null ? '' : share.linkOf(sharePath);
  // Browsers draw a code of their own from the link.
  const picture = useResource(code !== null && link === null ? `referral-code:${code}` : null, () =>
    api.referral.codePicture(),
  );
  const drawn = picture.resource.data?.picture ?? null;
  const name = `invitation-${code}`;
  const shown = useMemo(() => (drawn === null ? null : album.addressOf(drawn, name)), [drawn, name]);
  const save = async () => {
    const saved = drawn !== null && (await album.save(drawn, name));
    toast(saved ? '已保存到相册' : '没能保存，请长按图片保存');
  };
  const copy = async (text: string, done: string) => {
    toast((await clipboard.copy(text)) ? done : '没能复制，请把邀请码念给朋友');
  };
  return (
    <MineScreen
      mine={resource}
      nowMs={nowMs}
      link={link}
      picture={shown}
      onSave={() => void save()}
      onCopyLink={() => void copy(link ?? '', '链接已复制，发给朋友吧')}
      onCopyCode={() => void copy(code ?? '', '邀请码已复制')}
      onRetry={reload}
    />
  );
}
