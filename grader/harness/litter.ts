/** What systems, tools and version control leave beside a student's files, by its name. */
const LITTER =
  /^(?:__macosx|\.ds_store|\._.*|thumbs\.db|ehthumbs\.db|desktop\.ini|\$recycle\.bin|\.trash.*|node_modules|__pycache__|\.git|\.svn|\.hg)$/i

/** Whether a file or folder of this name is nobody's work. */
export function isLitter(name: string): boolean {
  return LITTER.test(name)
}
