import type { PhotoView } from '@cheban/contracts';
import { articleBlockTypes } from '@cheban/contracts/constants';
import { Button, Form, Input } from 'antd';
import { type BlockDraft, blockLabel, blockProblem } from '../../features/article/blocks.js';
import { photoUrl } from '../../features/photo/photo-strip.js';
import { Icon } from '../../shared/ui/icon.js';

const MOST_BLOCKS = 60;
const longest = { heading: 40, text: 2_000, tip: 300, photo: 60, video: 60 } as const;

/** One of the article's photos. */
function PhotoPick({
  photos,
  value,
  onChange,
}: {
  photos: readonly PhotoView[];
  value?: string;
  onChange?: (id: string) => void;
}) {
  if (photos.length === 0) return <p className="hint">先在上面添加照片。</p>;
  return (
    <div className="photo-pick">
      {photos.map((photo, index) => (
        <button
          type="button"
          key={photo.id}
          aria-pressed={photo.id === value}
          aria-label={`用第 ${index + 1} 张照片`}
          onClick={() => onChange?.(photo.id)}
        >
          <img src={photoUrl(photo.thumbPath)} alt="" width={64} height={48} />
        </button>
      ))}
    </div>
  );
}

function Block({
  index,
  last,
  photos,
  onMove,
  onRemove,
}: {
  index: number;
  last: boolean;
  photos: readonly PhotoView[];
  onMove(by: -1 | 1): void;
  onRemove(): void;
}) {
  const form = Form.useFormInstance();
  const block = Form.useWatch(['blocks', index], { form, preserve: true }) as BlockDraft | undefined;
  const type = block?.type ?? 'text';
  // Which part of the block is wrong is said at that part; the others need no rule of their own.
  const rule = {
    validator: () => {
      const problem = blockProblem((form.getFieldValue(['blocks', index]) as BlockDraft) ?? { type }, photos);
      return problem ? Promise.reject(new Error(problem)) : Promise.resolve();
    },
  };
  const caption = type === 'photo' || type === 'video';
  return (
    <li className="block" data-testid="block">
      <div className="block-head">
        <span className="small muted">{blockLabel[type]}</span>
        <span className="block-tools">
          <Button
            size="small"
            type="text"
            aria-label="上移"
            disabled={index === 0}
            icon={<Icon name="up" />}
            onClick={() => onMove(-1)}
          />
          <Button
            size="small"
            type="text"
            aria-label="下移"
            disabled={last}
            icon={<Icon name="down" />}
            onClick={() => onMove(1)}
          />
          <Button
            size="small"
            type="text"
            aria-label="删除这一段"
            icon={<Icon name="close" />}
            onClick={onRemove}
          />
        </span>
      </div>
      {type === 'photo' && (
        <Form.Item name={[index, 'photoId']} rules={[rule]}>
          <PhotoPick photos={photos} />
        </Form.Item>
      )}
      {type === 'video' && (
        <Form.Item name={[index, 'url']} rules={[rule]}>
          <Input maxLength={300} aria-label="视频地址" placeholder="https://… 集团自己的视频地址" />
        </Form.Item>
      )}
      <Form.Item name={[index, 'text']} rules={caption ? [] : [rule]}>
        {type === 'text' || type === 'tip' ? (
          <Input.TextArea
            autoSize={{ minRows: type === 'text' ? 3 : 2, maxRows: 12 }}
            maxLength={longest[type]}
            aria-label={blockLabel[type]}
            data-testid={`block-text-${index}`}
            placeholder={type === 'tip' ? '一句要记住的话' : '一段话'}
          />
        ) : (
          <Input
            maxLength={longest[type]}
            aria-label={caption ? '说明' : blockLabel[type]}
            data-testid={`block-text-${index}`}
            placeholder={caption ? '说明（可不填）' : '小标题'}
          />
        )}
      </Form.Item>
    </li>
  );
}

/** The blocks of an article, one below the other. */
export function BlocksField({ photos }: { photos: readonly PhotoView[] }) {
  return (
    <Form.List
      name="blocks"
      rules={[
        {
          validator: (_, blocks: BlockDraft[] | undefined) =>
            (blocks?.length ?? 0) > 0 ? Promise.resolve() : Promise.reject(new Error('请写一点内容')),
        },
      ]}
    >
      {(items, { add, remove, move }, { errors }) => (
        <>
          <ol className="blocks">
            {items.map((item, place) => (
              <Block
                key={item.key}
                index={item.name}
                last={place === items.length - 1}
                photos={photos}
                onMove={(by) => move(item.name, item.name + by)}
                onRemove={() => remove(item.name)}
              />
            ))}
          </ol>
          <Form.ErrorList errors={errors} />
          {items.length < MOST_BLOCKS && (
            <div className="chips">
              {articleBlockTypes.map((type) => (
                <Button
                  key={type}
                  size="small"
                  icon={<Icon name="plus" size={14} />}
                  data-testid={`block-add-${type}`}
                  onClick={() => add({ type, text: '' })}
                >
                  {blockLabel[type]}
                </Button>
              ))}
            </div>
          )}
        </>
      )}
    </Form.List>
  );
}
