import type { ImportView } from '@cheban/contracts';

/** Which sheets of a workbook are read, and which are not: their columns are others, or they are hidden. */
export function SheetNotes({ entry: { sheetsRead, sheetsLeft, sheetsHidden } }: { entry: ImportView }) {
  if (sheetsRead.length + sheetsLeft.length + sheetsHidden.length < 2) return null;
  return (
    <div className="sheet-notes" data-testid="import-sheets">
      <p className="small">读取的工作表：{sheetsRead.join('、')}</p>
      {sheetsLeft.length > 0 && (
        <p className="small text-amber">
          没有读取（列名不同）：{sheetsLeft.join('、')}。里面如果也有要导入的内容，请另存为单独的文件再上传。
        </p>
      )}
      {sheetsHidden.length > 0 && (
        <p className="small text-amber">
          没有读取（隐藏的工作表）：{sheetsHidden.join('、')}。如果也要导入，请先取消隐藏再重新上传。
        </p>
      )}
    </div>
  );
}
