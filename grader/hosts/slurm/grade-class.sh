#!/bin/bash
# Grades a class on a cluster with Slurm: each task of the array grades its part. From the project's
# folder, on a file system that all nodes see:
#
#     array=$(sbatch --parsable grader/hosts/slurm/grade-class.sh CLASS --out OUT)
#     sbatch --dependency=afterany:"$array" --wrap "npm run grade:merge -- OUT"
#
# As many parts as the array has tasks: `sbatch --array=1-20 …` for 20. Submit the same again when a
# task was ended by its time limit: what is finished is passed over. Nodes need bubblewrap; the
# options of `npm run grade:all` go behind OUT.

#SBATCH --job-name=grade-class
#SBATCH --array=1-8
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=2
#SBATCH --mem-per-cpu=1G
#SBATCH --time=04:00:00
#SBATCH --output=grade-class-%A-%a.log

set -euo pipefail

# The part is read from SLURM_ARRAY_TASK_ID. A number of jobs given behind OUT comes later, and wins.
exec npm run --silent grade:all -- --jobs "${SLURM_CPUS_PER_TASK:-1}" "$@"
