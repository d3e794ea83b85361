/** One grey bone of a skeleton. Sizes in pixels or CSS. */
export function Bone({ width = '100%', height = 14 }: { width?: number | string; height?: number }) {
  return <span className="bone" style={{ width, height }} aria-hidden="true" />;
}

/** Rows of a list that is on its way. */
export function ListSkeleton({ rows = 6, height = 18 }: { rows?: number; height?: number }) {
  return (
    <div className="skeleton-list" aria-busy="true">
      <span className="hidden-label" role="status">
        正在加载
      </span>
      {Array.from({ length: rows }, (_, row) => (
        <div className="skeleton-row" key={`row-${row.toString()}`}>
          <Bone width={64} height={height} />
          <Bone width={`${38 + ((row * 17) % 40)}%`} height={height} />
          <Bone width={72} height={height} />
        </div>
      ))}
    </div>
  );
}

/** Blocks of a page that is on its way. */
export function PageSkeleton({ blocks = [72, 240] }: { blocks?: number[] }) {
  return (
    <div className="skeleton-page" aria-busy="true">
      <span className="hidden-label" role="status">
        正在加载
      </span>
      {blocks.map((height, index) => (
        <Bone key={`${height}-${index.toString()}`} height={height} />
      ))}
    </div>
  );
}
