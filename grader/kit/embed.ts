/**
 * A page of Markdown in which each block after `<!-- file: PATH -->` holds that file as it is now.
 * @param read the text of a file, by its path in the project
 */
export function withFiles(page: string, read: (path: string) => string): string {
  return page.replace(BLOCK, (_, mark: string, path: string, language: string) => {
    return `${mark}\n\`\`\`${language}\n${read(path).trimEnd()}\n\`\`\`\n`
  })
}

const BLOCK = /^(<!-- file: (\S+) -->)\n```(\w+)\n.*?^```\n/gms
