import type { IncludesView, PhotoView, StoreView } from '@cheban/contracts';
import { useQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { useState } from 'react';
import { api } from '../../app/api.js';
import { PhotoField } from '../../features/photo/photo-field.js';
import { useSubmit } from '../../shared/hooks/use-submit.js';
import { useUnsaved } from '../../shared/hooks/use-unsaved.js';
import { FormError } from '../../shared/ui/form-error.js';
import { Icon } from '../../shared/ui/icon.js';
import { Layer } from '../../shared/ui/layer.js';
import { ListSkeleton } from '../../shared/ui/skeleton.js';
import { ErrorState } from '../../shared/ui/states.js';

type Service = StoreView['services'][number];

const MOST_ITEMS = 30;
const MOST_PHOTOS = 9;

interface Line {
  readonly key: number;
  readonly title: string;
  readonly text: string;
}

function Editor({
  service,
  includes,
  unsaved,
  onClose,
}: {
  service: Service;
  includes: IncludesView;
  /** Of the layer around it, which hears what is typed. */
  unsaved: Pick<ReturnType<typeof useUnsaved>, 'onTyped' | 'onHandedIn'>;
  onClose(): void;
}) {
  const [lines, showLines] = useState<Line[]>(() =>
    includes.items.map((item, key) => ({ key, title: item.title, text: item.text })),
  );
  const setLines = (next: Line[]) => {
    unsaved.onTyped();
    showLines(next);
  };
  const [video, setVideo] = useState(includes.videoUrl ?? '');
  /** The address whose film would not open here. */
  const [unplayable, setUnplayable] = useState('');
  const [photos, setPhotos] = useState<readonly PhotoView[]>(includes.photos);
  const save = useSubmit(api.workshop.saveIncludes, {
    refresh: ['includes', 'visit'],
    success: '已保存，车主到店时能看到',
    quiet: true,
    onSuccess: onClose,
    onError: unsaved.onTyped,
  });
  const change = (key: number, part: Partial<Line>) =>
    setLines(lines.map((line) => (line.key === key ? { ...line, ...part } : line)));
  const move = (index: number, by: -1 | 1) => {
    const next = [...lines];
    const [line] = next.splice(index, 1);
    if (line) next.splice(index + by, 0, line);
    setLines(next);
  };
  const items = lines
    .map(({ title, text }) => ({ title: title.trim(), text: text.trim() }))
    .filter(({ title }) => title !== '');
  const submit = (send: { title: string; text: string }[]) => {
    unsaved.onHandedIn();
    save.mutate({
      params: { id: service.id },
      body: { items: send, photoIds: photos.map(({ id }) => id), videoUrl: video.trim() || null },
    });
  };
  const videoProblem = problemOf(video, unplayable);
  return (
    <div className="stack">
      {includes.usual && <p className="hint">这是同类服务的通用说明，改成您店里的做法，车主看了更放心。</p>}
      <ol className="includes-list">
        {lines.map((line, index) => (
          <li key={line.key} data-testid="include-line">
            <Input
              aria-label={`第 ${index + 1} 项`}
              maxLength={60}
              placeholder="例如：更换机油和机滤"
              value={line.title}
              onChange={(event) => change(line.key, { title: event.target.value })}
            />
            <span className="includes-acts">
              <Button
                size="small"
                type="text"
                aria-label={`第 ${index + 1} 项上移`}
                disabled={index === 0}
                icon={<Icon name="up" />}
                onClick={() => move(index, -1)}
              />
              <Button
                size="small"
                type="text"
                aria-label={`第 ${index + 1} 项下移`}
                disabled={index === lines.length - 1}
                icon={<Icon name="down" />}
                onClick={() => move(index, 1)}
              />
              <Button
                size="small"
                type="text"
                aria-label={`移除第 ${index + 1} 项`}
                icon={<Icon name="close" />}
                onClick={() => setLines(lines.filter(({ key }) => key !== line.key))}
              />
            </span>
            <Input
              aria-label={`第 ${index + 1} 项的说明`}
              maxLength={500}
              placeholder="说明（可不填），例如：加注后当面核对液位"
              value={line.text}
              onChange={(event) => change(line.key, { text: event.target.value })}
            />
          </li>
        ))}
      </ol>
      {lines.length < MOST_ITEMS && (
        <Button
          data-testid="include-add"
          onClick={() =>
            setLines([
              ...lines,
              { key: Math.max(-1, ...lines.map(({ key }) => key)) + 1, title: '', text: '' },
            ])
          }
        >
          添加一项
        </Button>
      )}
      <div>
        <p className="includes-label">照片（{photos.length} 张，车主能看到）</p>
        <PhotoField
          photos={photos}
          max={MOST_PHOTOS}
          label="添加照片"
          testId="include-photos"
          onChange={(next) => {
            unsaved.onTyped();
            setPhotos(next);
          }}
        />
      </div>
      <div>
        <p className="includes-label">短视频地址（可不填）</p>
        <Input
          aria-label="短视频地址"
          data-testid="include-video"
          maxLength={300}
          inputMode="url"
          placeholder="https:// 开头的 MP4 地址，一两分钟最好"
          value={video}
          {...(videoProblem && { status: 'error' as const, 'aria-describedby': 'include-video-problem' })}
          onChange={(event) => {
            setVideo(event.target.value);
            if (save.isError) save.reset();
          }}
        />
        {videoProblem && (
          <p className="small text-red" role="alert" id="include-video-problem">
            {videoProblem}
          </p>
        )}
        <p className="hint">车主到店时能看，不会自动播放；第一张照片作封面。</p>
        {isVideoAddress(video) && (
          <video
            className="includes-video"
            src={video.trim()}
            controls
            preload="metadata"
            playsInline
            onError={() => setUnplayable(video)}
          >
            <track kind="captions" />
          </video>
        )}
      </div>
      <FormError error={save.error} />
      <div className="layer-actions">
        {!includes.usual && (
          <Button loading={save.isPending} onClick={() => submit([])}>
            恢复通用说明
          </Button>
        )}
        <Button
          type="primary"
          className="push"
          data-testid="includes-save"
          loading={save.isPending}
          disabled={items.length === 0}
          onClick={() => submit(items)}
        >
          保存
        </Button>
      </div>
    </div>
  );
}

const isVideoAddress = (text: string) => /^https:\/\/[^\s/@]+\.[a-z]{2,}\/\S+$/i.test(text.trim());

/** What is wrong with the address that was typed, or null. */
function problemOf(video: string, unplayable: string): string | null {
  if (video.trim() === '') return null;
  if (!isVideoAddress(video)) return '请填写 https:// 开头的完整地址。';
  return video === unplayable ? '这个地址的视频打不开，请核对。' : null;
}

/** What a service includes, line by line with pictures: what the owner can compare with any other shop. */
export function IncludesLayer({ service, onClose }: { service: Service; onClose(): void }) {
  const query = useQuery({
    queryKey: ['includes', service.id],
    queryFn: () => api.workshop.includes({ params: { id: service.id } }),
    // What is being written must not be overtaken by a fresh answer.
    refetchOnWindowFocus: false,
  });
  const unsaved = useUnsaved(null);
  return (
    <Layer
      open
      title={`${service.name} · 服务包含`}
      onClose={onClose}
      unsaved={unsaved}
      testId="includes-layer"
      width={560}
    >
      {query.isPending && <ListSkeleton rows={6} />}
      {query.isError && !query.data && (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      )}
      {query.data && <Editor service={service} includes={query.data} unsaved={unsaved} onClose={onClose} />}
    </Layer>
  );
}
